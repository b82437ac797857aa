import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Signature } from './commitObject';
import { GitError, runGit } from './runGit';

/** The tree that a three-way merge gives, or the paths that stand in its way. */
export type MergeOutcome =
  | { clean: true; tree: string }
  | { clean: false; conflicts: string[] };

/** Merges two commits in memory; nothing but loose objects is written. */
export async function mergeTrees(
  gitDirectory: string,
  ours: string,
  theirs: string,
): Promise<MergeOutcome> {
  const { code, stdout } = await runGit(
    gitDirectory,
    [
      'merge-tree',
      '--write-tree',
      '--name-only',
      '-z',
      '--no-messages',
      '--allow-unrelated-histories',
      ours,
      theirs,
    ],
    { allowed: [1] },
  );
  const [tree, ...conflicts] = stdout.toString('utf8').split('\0');
  return code === 0
    ? { clean: true, tree: tree.trim() }
    : { clean: false, conflicts: [...new Set(conflicts.filter(Boolean))] };
}

function identity(author: Signature, committer: Signature) {
  return {
    GIT_AUTHOR_NAME: author.name || author.email,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: author.date,
    GIT_COMMITTER_NAME: committer.name || committer.email,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: committer.date,
  };
}

/** Writes a commit of a tree that exists already. */
export async function commitTree(
  gitDirectory: string,
  commit: {
    tree: string;
    parents: string[];
    message: string;
    author: Signature;
    committer: Signature;
  },
): Promise<string> {
  const { stdout } = await runGit(
    gitDirectory,
    ['commit-tree', commit.tree, ...commit.parents.flatMap(sha => ['-p', sha])],
    {
      input: commit.message,
      environment: identity(commit.author, commit.committer),
    },
  );
  return stdout.toString().trim();
}

/**
 * Replays the commits of `head` that `base` lacks on top of `base`, in a
 * worktree that is thrown away.
 *
 * @returns the last replayed commit, or undefined when one does not apply
 */
export async function rebase(
  gitDirectory: string,
  base: string,
  head: string,
  committer: Signature,
): Promise<string | undefined> {
  const worktree = await mkdtemp(join(tmpdir(), 'forge-rebase-'));
  try {
    await runGit(gitDirectory, [
      'worktree',
      'add',
      '--detach',
      '--force',
      worktree,
      base,
    ]);
    const { stdout } = await runGit(gitDirectory, [
      'rev-list',
      '--reverse',
      '--no-merges',
      `${base}..${head}`,
    ]);
    const shas = stdout.toString().split('\n').filter(Boolean);
    // A linked worktree has a git directory of its own inside the bare one.
    const linked = join(gitDirectory, 'worktrees', basename(worktree));
    const inWorktree = [`--work-tree=${worktree}`];
    if (shas.length > 0) {
      await runGit(
        linked,
        [...inWorktree, 'cherry-pick', '--allow-empty', ...shas],
        {
          environment: {
            GIT_COMMITTER_NAME: committer.name || committer.email,
            GIT_COMMITTER_EMAIL: committer.email,
            GIT_COMMITTER_DATE: committer.date,
          },
        },
      );
    }
    const tip = await runGit(linked, ['rev-parse', 'HEAD']);
    return tip.stdout.toString().trim();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  } finally {
    await rm(worktree, { recursive: true, force: true });
    await runGit(gitDirectory, ['worktree', 'prune'], { allowed: [128] });
  }
}
