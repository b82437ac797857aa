import { randomUUID } from 'node:crypto';
import { formatSignature, Signature } from './commitObject';
import { runGit } from './runGit';

export type FileMode = '100644' | '100755' | '120000';

/** A file to write with its content, or to point at a blob that is there, or to remove. */
export type FileEdit =
  | { path: string; content: Buffer; mode?: FileMode }
  | { path: string; blob: string; mode: FileMode | '160000' | '040000' }
  | { path: string; remove: true };

export interface NewCommit {
  parents: string[];
  /** Start from the first parent's files (default) or from nothing. */
  startEmpty?: boolean;
  edits: FileEdit[];
  message: string;
  author: Signature;
  committer: Signature;
}

/**
 * Writes blobs, trees and one commit in a single `git fast-import`, which puts
 * them on disk as loose objects (or one pack when they are many). No reference
 * points at the result: moving a branch is a separate, journalled step.
 *
 * @returns the new commit's id
 */
export async function writeCommit(
  gitDirectory: string,
  commit: NewCommit,
): Promise<string> {
  const scratch = `refs/forge/${randomUUID()}`;
  const parts: Buffer[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  const data = (content: Buffer) => {
    line(`data ${content.length}`);
    parts.push(content);
    line('');
  };

  line('feature done');
  line(`commit ${scratch}`);
  line('mark :1');
  line(`author ${formatSignature(commit.author)}`);
  line(`committer ${formatSignature(commit.committer)}`);
  data(Buffer.from(commit.message));
  commit.parents.forEach((parent, index) =>
    line(`${index === 0 ? 'from' : 'merge'} ${parent}`),
  );
  if (commit.startEmpty) line('deleteall');
  for (const edit of commit.edits) {
    const path = quotePath(edit.path);
    if ('remove' in edit) {
      line(`D ${path}`);
    } else if ('blob' in edit) {
      line(`M ${edit.mode} ${edit.blob} ${path}`);
    } else {
      line(`M ${edit.mode ?? '100644'} inline ${path}`);
      data(edit.content);
    }
  }
  line('');
  line('get-mark :1');
  // A reset to the null id takes the scratch reference away again.
  line(`reset ${scratch}`);
  line(`from ${'0'.repeat(40)}`);
  line('');
  line('done');

  const { stdout } = await runGit(
    gitDirectory,
    ['fast-import', '--quiet', '--done', '--force'],
    { input: Buffer.concat(parts) },
  );
  const sha = /^[0-9a-f]{40}$/m.exec(stdout.toString())?.[0];
  if (!sha) throw new Error('git fast-import did not name the commit it made');
  return sha;
}

function quotePath(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** Whether a path may be written into a tree: relative, no dot parts, nothing of git's own. */
export function isWritablePath(path: string): boolean {
  if (path === '' || path.length > 4096 || path.includes('\0')) return false;
  return path
    .split('/')
    .every(
      part =>
        part !== '' &&
        part !== '.' &&
        part !== '..' &&
        part.toLowerCase() !== '.git',
    );
}
