import { Link } from '@backstage/ui';
import { useForge } from '../forge';
import { Name } from './Name';

/** A file and line, as a link to the forge. `HEAD` is the default branch. @public */
export function SourceLink(props: {
  repository: string;
  path: string;
  line: number;
  commit?: string;
  /** Directory that the page is about, which the shown path leaves out. */
  below?: string;
}) {
  const { repository, path, line, commit = 'HEAD', below } = props;
  const forge = useForge();
  const shown = below && path.startsWith(`${below}/`) ? path.slice(below.length + 1) : path;
  return (
    <Link
      href={forge.file({ repository, ref: commit, path, line })}
      target="_blank"
      rel="noopener noreferrer"
    >
      <Name text={`${shown}:${line}`} />
    </Link>
  );
}
