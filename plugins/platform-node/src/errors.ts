import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { errorLink, PlatformError, PlatformErrorCode } from '@connectly/plugin-platform-common';

const kinds: [RegExp, new (message: string, cause?: unknown) => Error][] = [
  [/^PLT-(105|304|305|306|502)$/, ConflictError],
  [/^PLT-(204|404)$/, NotFoundError],
  [/^PLT-(1\d\d|2\d\d|405|501)$/, InputError],
  [/^PLT-6\d\d$/, NotAllowedError],
];

function kindOf(code: PlatformErrorCode) {
  return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? ServiceUnavailableError;
}

/**
 * A refusal as the error that Backstage's HTTP layer and MCP layer know, with code, place, next step and link kept as
 * properties of the body. Anything else passes unchanged.
 * @public
 */
export function toHttpError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'PlatformError') return error;
  const { code, message, where, next } = error as PlatformError;
  const Kind = kindOf(code);
  return Object.assign(new Kind(`${code}: ${message} ${next}`), { code, where, next, link: errorLink(code) });
}
