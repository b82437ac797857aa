import { Link } from '@backstage/ui';
import { useForge } from '../forge';
import styles from './places.module.css';

/** A file and line, as a link to the forge. `HEAD` is the default branch. @public */
export function SourceLink(props: {
  repository: string;
  path: string;
  line: number;
  commit?: string;
}) {
  const { repository, path, line, commit = 'HEAD' } = props;
  const forge = useForge();
  return (
    <Link
      href={forge.file({ repository, ref: commit, path, line })}
      target="_blank"
      rel="noopener noreferrer"
      className={styles.path}
    >
      {path}:{line}
    </Link>
  );
}
