import { spawn, ChildProcessWithoutNullStreams } from 'node:child_process';
import { Commit, parseCommit } from './commitObject';
import { diffTrees, FileChange } from './diff';
import { mergeTrees, MergeOutcome } from './merge';
import { GitObject, ObjectReader } from './ObjectReader';
import { gitEnvironment, runGit } from './runGit';
import { parseListing, parseTree, TreeEntry } from './treeObject';

/** A change of one reference: `undefined` means that it is not there. */
export interface ReferenceUpdate {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

const absent = '0'.repeat(40);
/** git's id of a tree without entries, which exists in every repository. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const fullSha = /^[0-9a-f]{40}$/;

/** Reading of one bare repository, and the one primitive that moves its references. */
export class GitRepository {
  readonly directory: string;
  readonly #reader: ObjectReader;

  constructor(directory: string) {
    this.directory = directory;
    this.#reader = new ObjectReader(directory);
  }

  close(): void {
    this.#reader.close();
  }

  read(expression: string): Promise<GitObject | undefined> {
    return this.#reader.read(expression);
  }

  describe(expression: string): Promise<GitObject | undefined> {
    return this.#reader.describe(expression);
  }

  /** The commit that a branch, tag, full or short id names. */
  async commit(revision: string): Promise<Commit | undefined> {
    const object = await this.#reader.read(
      fullSha.test(revision) ? revision : `${revision}^{commit}`,
    );
    return object?.type === 'commit'
      ? parseCommit(object.sha, object.content)
      : undefined;
  }

  async tree(expression: string): Promise<TreeEntry[] | undefined> {
    const object = await this.#reader.read(`${expression}^{tree}`);
    return object?.type === 'tree' ? parseTree(object.content) : undefined;
  }

  /** Every entry under a tree, directories included, with the blobs' sizes. */
  async listTree(sha: string): Promise<TreeEntry[]> {
    const { stdout } = await runGit(this.directory, [
      'ls-tree',
      '-r',
      '-t',
      '-l',
      '-z',
      sha,
    ]);
    return parseListing(stdout);
  }

  /** Ids of commits, newest first. */
  async history(
    revision: string,
    options: {
      skip?: number;
      limit?: number;
      path?: string;
      since?: string;
      until?: string;
      exclude?: string;
    } = {},
  ): Promise<Commit[]> {
    const args = ['rev-list', `--skip=${options.skip ?? 0}`];
    if (options.limit !== undefined) args.push(`--max-count=${options.limit}`);
    if (options.since) args.push(`--since=${options.since}`);
    if (options.until) args.push(`--until=${options.until}`);
    args.push(revision);
    if (options.exclude) args.push(`^${options.exclude}`);
    args.push('--');
    if (options.path) args.push(options.path);
    const { stdout } = await runGit(this.directory, args);
    const shas = stdout.toString().split('\n').filter(Boolean);
    const commits = await Promise.all(shas.map(sha => this.commit(sha)));
    return commits.filter(commit => commit !== undefined);
  }

  async countCommits(revision: string, exclude?: string): Promise<number> {
    const { stdout } = await runGit(this.directory, [
      'rev-list',
      '--count',
      revision,
      ...(exclude ? [`^${exclude}`] : []),
      '--',
    ]);
    return Number(stdout.toString());
  }

  /** Ids of the commits that `after` reaches and `before` does not. */
  async addedCommits(before: string, after: string): Promise<string[]> {
    const { stdout } = await runGit(this.directory, [
      'rev-list',
      after,
      `^${before}`,
      '--',
    ]);
    return stdout.toString().split('\n').filter(Boolean);
  }

  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const { stdout } = await runGit(
      this.directory,
      ['merge-base', one, other],
      {
        allowed: [1],
      },
    );
    return stdout.toString().trim() || undefined;
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const { code } = await runGit(
      this.directory,
      ['merge-base', '--is-ancestor', ancestor, descendant],
      { allowed: [1, 128] },
    );
    return code === 0;
  }

  diff(from: string, to: string): Promise<FileChange[]> {
    return diffTrees(this.directory, from, to);
  }

  /** The unified text of what one commit or range changes, for people. */
  async patch(from: string, to: string): Promise<Buffer> {
    const { stdout } = await runGit(this.directory, [
      'diff-tree',
      '-r',
      '-p',
      '-M',
      '--no-ext-diff',
      '--no-textconv',
      from,
      to,
      '--',
    ]);
    return stdout;
  }

  merge(ours: string, theirs: string): Promise<MergeOutcome> {
    return mergeTrees(this.directory, ours, theirs);
  }

  /** References as the bare repository has them; the forge's own are left out. */
  async references(): Promise<Map<string, string>> {
    const { stdout } = await runGit(this.directory, [
      'for-each-ref',
      '--format=%(objectname) %(refname)',
    ]);
    const references = new Map<string, string>();
    for (const line of stdout.toString().split('\n').filter(Boolean)) {
      const name = line.slice(41);
      if (!name.startsWith('refs/forge/'))
        references.set(name, line.slice(0, 40));
    }
    return references;
  }

  /** Moves references all or none, each only from its expected value. */
  async updateReferences(
    updates: readonly ReferenceUpdate[],
  ): Promise<boolean> {
    const lines = updates.map(
      ({ name, before, after }) =>
        `update ${name}\0${after ?? absent}\0${before ?? absent}\0`,
    );
    const { code } = await runGit(
      this.directory,
      ['update-ref', '-z', '--stdin'],
      {
        input: lines.join(''),
        allowed: [1, 128],
      },
    );
    return code === 0;
  }

  async setHead(branch: string): Promise<void> {
    await runGit(this.directory, [
      'symbolic-ref',
      'HEAD',
      `refs/heads/${branch}`,
    ]);
  }

  /** Writes an object without any reference to it. */
  async writeObject(type: 'blob' | 'tree', content: Buffer): Promise<string> {
    const { stdout } = await runGit(
      this.directory,
      ['hash-object', '-t', type, '-w', '--stdin'],
      {
        input: content,
      },
    );
    return stdout.toString().trim();
  }

  /** A running `git archive`; its output is the archive. */
  archive(
    sha: string,
    format: 'tar.gz' | 'zip',
    prefix: string,
  ): ChildProcessWithoutNullStreams {
    return spawn(
      'git',
      [
        `--git-dir=${this.directory}`,
        '-c',
        'tar.tar.gz.command=gzip -cn',
        'archive',
        `--format=${format}`,
        `--prefix=${prefix}/`,
        sha,
      ],
      { cwd: this.directory, env: gitEnvironment() },
    );
  }
}

/** Whether git accepts the text as the name of a branch or tag. */
export function isReferenceName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 255 &&
    // eslint-disable-next-line no-control-regex
    !/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|\.lock(\/|$)/.test(
      name,
    ) &&
    name !== '@' &&
    name.split('/').every(part => part !== '' && !part.startsWith('.'))
  );
}
