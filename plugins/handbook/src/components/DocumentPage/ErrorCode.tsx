import { Link } from '@backstage/ui';
import { errorLink, PlatformErrorCode, platformErrors } from '@connectly/plugin-platform-common';

/** A code of the portal, as a link to what it means; what only looks like one stays text. */
export function ErrorCode({ code }: { code: string }) {
  return Object.hasOwn(platformErrors, code) ? (
    <Link href={errorLink(code as PlatformErrorCode)} variant="body-small">
      {code}
    </Link>
  ) : (
    <>{code}</>
  );
}
