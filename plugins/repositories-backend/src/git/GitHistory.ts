import { createHash } from 'crypto';
import { mkdir, readFile, rm } from 'fs/promises';
import { join } from 'path';
import {
  PastCommit,
  RepositoryHistory,
} from '@connectly/plugin-repositories-common';
import { factsFormat, toCommitFacts } from './commitFacts';
import { forgetRemote } from './forgetRemote';
import { isSafePath } from './isSafePath';
import { packedSize } from './packedSize';
import { readObjects } from './readObjects';
import { GitError, listingLimit, runGit } from './runGit';

/** How many commits back `since` is looked for. */
const nearby = 64;

/** How far back everything goes, in commits; the second is tried where the first is too much. */
const depths = [5_000, 200];

/** Bounds on what is given: versions of files, and all their bytes; the newest are given. */
const versionLimit = 10_000;
const contentLimit = 32 * 1024 * 1024;
const fileLimit = 1024 * 1024;

/** Most that one fetch may bring, and that git may write, in bytes. */
const packLimit = 256 * 1024 * 1024;
const outputLimit = 64 * 1024 * 1024;

/** Blobs got at once: what one push made too large costs the versions before it, and not those after it. */
const chunkSize = 250;
const chunkLimit = 64 * 1024 * 1024;

/** Git writes in pieces of this size at most. */
const pieceSize = 64 * 1024;

const timeoutMilliseconds = 200_000;

/**
 * Old commits break today's rules in harmless ways, and one of them would cost the whole past. Nothing is checked out of
 * what is got here, and no other repository takes it over.
 */
const lenient: [string, string][] = [['transfer.fsckObjects', 'false']];

/** What is asked for. */
export interface HistoryRequest {
  url: string;
  token?: string;
  commit: string;
  since?: string;
  /** With its slash. */
  directory: string;
  wanted: (path: string) => boolean;
  signal?: AbortSignal;
}

/** A file that a commit touched, before its text is there. */
interface Touch {
  path: string;
  /** Missing when it is no plain file any more. */
  blob?: string;
  added: boolean;
}
type Touched = Omit<PastCommit, 'files'> & { files: Touch[] };

/**
 * The past of a branch, in a repository of its own that is thrown away afterwards: the mirror, which is fetched all the
 * time, stays at the newest commit. First come commits and directories without a file, then just the wanted versions.
 *
 * The branch is followed by each commit's first parent: what was on the branch, one after the other, and not what was
 * prepared beside it. A renamed file begins anew.
 */
export class GitHistory {
  readonly #directory: string;
  readonly #versionLimit: number;
  readonly #chunkLimit: number;

  static create(options: {
    directory: string;
    /** Most versions of files that are given; 10,000 when absent. */
    versionLimit?: number;
    /** Most bytes that one fetch of versions may bring; 64 MiB when absent. */
    chunkLimit?: number;
  }): GitHistory {
    return new GitHistory(
      options.directory,
      options.versionLimit ?? versionLimit,
      options.chunkLimit ?? chunkLimit,
    );
  }

  private constructor(
    directory: string,
    versions: number,
    chunkBytes: number,
  ) {
    this.#directory = directory;
    this.#versionLimit = versions;
    this.#chunkLimit = chunkBytes;
  }

  /** @throws GitError */
  async read(request: HistoryRequest): Promise<RepositoryHistory> {
    const name = createHash('sha256').update(request.url).digest('hex');
    const directory = join(this.#directory, `${name.slice(0, 40)}.history`);
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    const signal = request.signal
      ? AbortSignal.any([request.signal, timeout])
      : timeout;
    const bounded = { ...request, signal };
    try {
      // one that a process which was killed left behind
      await rm(directory, { recursive: true, force: true });
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await runGit(['init', '--quiet', '--bare', '.'], { directory, signal });
      return (
        (await this.#readSince(directory, bounded)) ??
        (await this.#readAll(directory, bounded))
      );
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** Nothing where the branch does not descend from `since`, or it is far away. */
  async #readSince(
    directory: string,
    request: HistoryRequest,
  ): Promise<RepositoryHistory | undefined> {
    const { commit, since, signal } = request;
    if (!since) {
      return undefined;
    }
    await this.#fetchCommits(directory, request, nearby);
    const descends = await runGit(
      ['merge-base', '--is-ancestor', since, commit],
      { directory, signal },
    ).then(
      () => true,
      () => false,
    );
    if (!descends) {
      return undefined;
    }
    const { touched, complete } = await this.#list(
      directory,
      request,
      `${since}..${commit}`,
    );
    return complete
      ? { since, ...(await this.#fill(directory, request, touched)) }
      : undefined;
  }

  async #readAll(
    directory: string,
    request: HistoryRequest,
  ): Promise<RepositoryHistory> {
    for (const depth of depths) {
      try {
        await this.#fetchCommits(directory, request, depth);
        const { touched, complete } = await this.#list(
          directory,
          request,
          request.commit,
        );
        const filled = await this.#fill(directory, request, touched);
        return { ...filled, complete: complete && filled.complete };
      } catch (error) {
        if (request.signal?.aborted || depth === depths.at(-1)) {
          throw error;
        }
      }
    }
    throw new GitError('no depth to try');
  }

  /** Commits and directories; a forge that cannot keep files back sends those too, up to the bound. */
  async #fetchCommits(
    directory: string,
    request: HistoryRequest,
    depth: number,
  ): Promise<void> {
    const { url, token, commit, signal } = request;
    await runGit(
      [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        `--depth=${depth}`,
        '--filter=blob:none',
        '--',
        url,
        commit,
      ],
      {
        directory,
        token,
        signal,
        fileSizeLimit: packLimit,
        settings: lenient,
      },
    );
  }

  /** Commits that touched wanted files which the newest one has, the newest first; not complete where it was cut off. */
  async #list(
    directory: string,
    request: HistoryRequest,
    range: string,
  ): Promise<{ touched: Touched[]; complete: boolean }> {
    const { commit, wanted, signal } = request;
    const pathspec = `:(literal)${request.directory}`;
    const run = async (...args: string[]) => {
      const output = await runGit([...args, '--', pathspec], {
        directory,
        signal,
        outputLimit: args[0] === 'ls-tree' ? listingLimit : outputLimit,
      });
      return output.toString('utf8').split('\0');
    };
    const present = new Set(
      (await run('ls-tree', '-r', '-z', '--name-only', '--full-tree', commit))
        .filter(path => isSafePath(path) && wanted(path)),
    );
    const tokens = await run(
      'log',
      '-z',
      '--first-parent',
      '--diff-merges=first-parent',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '--no-show-signature',
      `--format=%H%x00${factsFormat}`,
      range,
    );
    const edge = await cutOff(directory);
    const touched: Touched[] = [];
    let complete = true;
    // each commit is four tokens, then two for each file; the first of a commit's files stands on a line of its own
    for (let index = 0; index + 3 < tokens.length; ) {
      const [id, seconds, author, subject] = tokens.slice(index, index + 4);
      index += 4;
      const files: Touch[] = [];
      // one whose parents are not here seems to bring everything in
      const isEdge = edge.has(id);
      complete = complete && !isEdge;
      for (; /^\n?:\d/.test(tokens[index] ?? ''); index += 2) {
        const [, mode, blob, status] =
          /^\n?:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) ([A-Z])/.exec(tokens[index]) ??
          [];
        const path = tokens[index + 1];
        if (present.has(path)) {
          const plain = mode === '100644' || mode === '100755';
          files.push({
            path,
            blob: plain ? blob : undefined,
            added: status === 'A' && !isEdge,
          });
        }
      }
      if (files.length > 0) {
        const facts = toCommitFacts(seconds, author, subject);
        touched.push({ commit: id, facts, files });
      }
    }
    return { touched, complete };
  }

  /** Gets the texts, those of the newest commits first, as far as the bounds allow. */
  async #fill(
    directory: string,
    request: HistoryRequest,
    touched: Touched[],
  ): Promise<RepositoryHistory> {
    const commits: PastCommit[] = [];
    let versions = 0;
    let size = 0;
    for (const chunk of chunksOf(touched)) {
      const blobs = new Set(
        chunk.flatMap(({ files }) => files.flatMap(({ blob }) => blob ?? [])),
      );
      const contents = await this.#fetchBlobs(directory, request, [...blobs]);
      for (const { files, ...each } of chunk) {
        versions += files.length;
        const filled = files.map(({ path, blob, added }) => {
          const content = blob && contents?.get(blob);
          return typeof content === 'string'
            ? { path, content, added }
            : { path, added };
        });
        for (const { content } of filled) {
          size += content?.length ?? 0;
        }
        if (!contents || versions > this.#versionLimit || size > contentLimit) {
          commits.reverse();
          return { commit: request.commit, complete: false, commits };
        }
        commits.push({ ...each, files: filled });
      }
    }
    commits.reverse();
    return { commit: request.commit, complete: true, commits };
  }

  /** @returns nothing when they are too much */
  async #fetchBlobs(
    directory: string,
    { url, token, signal }: HistoryRequest,
    blobs: string[],
  ) {
    if (blobs.length === 0) {
      return new Map<string, string>();
    }
    const before = await packedSize(directory);
    if (before > packLimit) {
      return undefined;
    }
    const input = blobs.map(blob => `${blob}\n`).join('');
    try {
      await runGit(
        [
          'fetch',
          '--quiet',
          '--no-tags',
          '--no-write-fetch-head',
          '--filter=blob:none',
          '--stdin',
          url,
        ],
        {
          directory,
          token,
          signal,
          input,
          fileSizeLimit: this.#chunkLimit,
          settings: [...lenient, ['fetch.negotiationAlgorithm', 'noop']],
        },
      );
    } catch (error) {
      const grown = (await packedSize(directory)) - before;
      if (grown >= this.#chunkLimit - pieceSize) {
        return undefined;
      }
      throw error;
    }
    await forgetRemote(directory, { url, signal });
    const sizes = await runGit(
      ['cat-file', '--batch-check=%(objectname) %(objectsize)'],
      { directory, signal, input },
    );
    const small = sizes
      .toString('latin1')
      .split('\n')
      .map(line => line.split(' '))
      .filter(([, bytes]) => Number(bytes) <= fileLimit)
      .map(([blob]) => blob);
    return readObjects(directory, small, signal);
  }
}

/** Commits whose parents were not fetched. */
async function cutOff(directory: string): Promise<Set<string>> {
  const text = await readFile(join(directory, 'shallow'), 'utf8').catch(
    () => '',
  );
  return new Set(text.split('\n').filter(Boolean));
}

/** Commits of some files together; one commit is never divided. */
function* chunksOf(touched: Touched[]): Generator<Touched[]> {
  let chunk: Touched[] = [];
  let files = 0;
  for (const each of touched) {
    chunk.push(each);
    files += each.files.length;
    if (files >= chunkSize) {
      yield chunk;
      chunk = [];
      files = 0;
    }
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}
