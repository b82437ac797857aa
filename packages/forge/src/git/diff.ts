import { runGit } from './runGit';

/** One changed file between two commits. */
export interface FileChange {
  path: string;
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** The blob after the change, or before it for a removed file. */
  sha: string;
  additions: number;
  deletions: number;
  /** Absent for binary files, and for renames without a change. */
  patch?: string;
}

const zeroSha = /^0+$/;

/** Compares two trees or commits, with rename detection. `from` may be the empty tree. */
export async function diffTrees(
  gitDirectory: string,
  from: string,
  to: string,
): Promise<FileChange[]> {
  const base = ['diff-tree', '-r', '-M', '--no-commit-id', '--no-ext-diff'];
  const [lists, patches] = await Promise.all([
    runGit(gitDirectory, [
      ...base,
      '--raw',
      '--numstat',
      '--abbrev=40',
      '-z',
      from,
      to,
      '--',
    ]),
    runGit(gitDirectory, [...base, '-p', '--no-textconv', from, to, '--']),
  ]);
  const changes = parseLists(lists.stdout.toString('utf8'));
  // Both listings come in the same order, one patch per changed file.
  const texts = patches.stdout
    .toString('utf8')
    .split(/^diff --git /m)
    .slice(1);
  changes.forEach((change, index) => {
    const start = texts[index]?.search(/^@@/m) ?? -1;
    if (start >= 0) change.patch = texts[index].slice(start).replace(/\n$/, '');
  });
  return changes;
}

function parseLists(output: string): FileChange[] {
  const fields = output.split('\0');
  const changes: FileChange[] = [];
  let position = 0;
  while (fields[position]?.startsWith(':')) {
    const [, , before, after, letter] = fields[position].split(' ');
    const renamed = letter.startsWith('R') || letter.startsWith('C');
    const path = fields[position + (renamed ? 2 : 1)];
    changes.push({
      path,
      ...(renamed ? { previousPath: fields[position + 1] } : {}),
      status: statusOf(letter),
      sha: zeroSha.test(after) ? before : after,
      additions: 0,
      deletions: 0,
    });
    position += renamed ? 3 : 2;
  }
  for (const change of changes) {
    const [additions, deletions, path] = (fields[position] ?? '').split('\t');
    change.additions = Number(additions) || 0;
    change.deletions = Number(deletions) || 0;
    // With -z a rename's two names follow as fields of their own.
    position += path === '' ? 3 : 1;
  }
  return changes;
}

function statusOf(letter: string): FileChange['status'] {
  switch (letter[0]) {
    case 'A':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    case 'T':
      return 'changed';
    default:
      return 'modified';
  }
}
