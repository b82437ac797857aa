/** Which of the pull requests that the forge remembers counts for this creation. */

/** A pull request as the forge knows it. */
export interface KnownPullRequest {
  id: string;
  number: number;
  url: string;
  title: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  /** ISO 8601. */
  createdAt: string;
}

/** A name may be created, taken back and created again; the pull requests of earlier times stay at the forge for ever. */
const undonePrefix = 'Undone: ';

/** Whether an undo closed what has this title. */
export function isUndone(title: string): boolean {
  return title.startsWith(undonePrefix);
}

/** The title that undo gives to what it closes. */
export function undoneTitle(title: string): string {
  return isUndone(title) ? title : `${undonePrefix}${title}`;
}

/**
 * Whether a registration belongs to the repository as it is now: opened since that was made, and not closed by undo.
 * Undo closes the registration first and removes the repository last, so a crash between the two leaves such a one.
 */
export function isOfRepository(
  pull: KnownPullRequest,
  repository: { createdAt: string } | null,
): boolean {
  return (
    repository !== null &&
    Date.parse(pull.createdAt) >= Date.parse(repository.createdAt) &&
    !isUndone(pull.title)
  );
}

/**
 * The provision pull request that counts: the newest open one, else the newest merged one. A closed one was refused by a
 * person and is not made again.
 * @param pulls - newest first
 */
export function findProvision(pulls: KnownPullRequest[]): KnownPullRequest | undefined {
  return (
    pulls.find(pull => pull.state === 'OPEN') ??
    pulls.find(pull => pull.state === 'MERGED') ??
    pulls[0]
  );
}

/**
 * The registration pull request that counts: an open one, else one of this repository that was merged and whose file is
 * still there (a service is retired by removing the file), else one of this repository that a person refused.
 * @param pulls - newest first
 */
export function findRegistration(
  pulls: KnownPullRequest[],
  state: { repository: { createdAt: string } | null; isFileOnMain: boolean },
): KnownPullRequest | undefined {
  const own = pulls.filter(pull => isOfRepository(pull, state.repository));
  return (
    pulls.find(pull => pull.state === 'OPEN') ??
    own.find(pull => pull.state === 'MERGED' && state.isFileOnMain) ??
    own.find(pull => pull.state === 'CLOSED')
  );
}
