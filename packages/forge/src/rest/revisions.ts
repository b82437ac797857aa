import { ForgeError } from '../errors';
import { Commit } from '../git/commitObject';
import { isReferenceName } from '../git/GitRepository';
import { RepositoryRow } from '../store/RepositoryStore';
import type { Forge } from '../forge/Forge';

/** GitHub's answer for a repository that has no commit yet. */
export function emptyRepository(): ForgeError {
  return ForgeError.conflict('Git Repository is empty.');
}

/**
 * Finds the commit that a branch, a tag, a full or a short id names. Only such
 * names: git's expression language (`main~3`, `:/text`) stays closed.
 */
export async function findCommit(
  forge: Forge,
  repository: RepositoryRow,
  revision: string,
): Promise<Commit | undefined> {
  const git = forge.git.get(repository.id);
  const name = revision === 'HEAD' ? repository.defaultBranch : revision;
  const candidates = name.startsWith('refs/')
    ? [name]
    : [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`];
  for (const candidate of candidates) {
    const sha = forge.repositoryStore.reference(repository.id, candidate);
    if (sha) return git.commit(`${sha}^{commit}`);
  }
  if (/^[0-9a-f]{4,40}$/.test(name) && isReferenceName(name)) {
    return git.commit(name);
  }
  return undefined;
}
