/** Topic of {@link RepositoriesChangedEvent} on Backstage's event bus. @public */
export const repositoriesChangedTopic = 'repositories.changed';

/**
 * One ref of a mirrored repository moved, appeared or went away. Published after the change can be read.
 * Delivery is very likely and not certain: who depends on it reconciles now and then.
 * @public
 */
export interface RepositoriesChangedEvent {
  host: string;
  /** `owner/name` */
  repository: string;
  central: boolean;
  /** Full name, such as `refs/heads/main`. */
  ref: string;
  /** The commit that is served now; missing when the ref is gone. */
  commit?: string;
  /** The commit that was served before; missing when the ref is new. */
  previousCommit?: string;
  /** Paths of mirrored files that differ from what was served before. */
  added: string[];
  changed: string[];
  removed: string[];
}
