import { createHash } from 'crypto';
import { mkdir, rm, stat } from 'fs/promises';
import { join } from 'path';
import { PlatformError } from '@connectly/plugin-platform-common';
import { CommitFacts } from '@connectly/plugin-repositories-common';
import { factsFormat, toCommitFacts } from './commitFacts';
import { forgetRemote } from './forgetRemote';
import { isSafePath } from './isSafePath';
import { packedSize } from './packedSize';
import { ImageBytes, readObjects } from './readObjects';
import { GitError, listingLimit, OutputLimitError, runGit } from './runGit';

/** The forge has the repository, and not the branch. */
export class MissingBranchError extends GitError {}

/** Bounds on one ref. A repository beyond them is refused: a part of it would be taken for the whole. */
const entryLimit = 20_000;
const fileSizeLimit = 1024 * 1024;
const totalSizeLimit = 128 * 1024 * 1024;

/** Most that one fetch may bring, and that a mirror may hold, in bytes. */
const mirrorSizeLimit = 512 * 1024 * 1024;

/** Git writes in pieces of this size at most. */
const pageSize = 64 * 1024;

/** What git says when the mirror on our disk is broken, and not the forge. */
const localFault =
  /\.lock|corrupt|bad object|not a git repository|loose object|packfile|shallow file|missing blob/i;

/** A file of a commit. */
export interface MirroredFile {
  path: string;
  content: string;
}

/** An image of a commit. */
export interface MirroredImage extends ImageBytes {
  path: string;
}

/**
 * Bare mirrors on the local disk: a cache that may be deleted at any time. Only the newest commit of each wanted ref
 * is fetched, over git's own protocol, which costs none of the forge's API requests.
 *
 * Who pushes must not fill the disk. Forges that can are asked to keep files back that would not be read anyway; the
 * kernel ends a fetch that is too large all the same; and a mirror in which older pushes have piled up begins anew.
 */
export class GitMirror {
  readonly #directory: string;
  readonly #sizeLimit: number;

  static create(options: {
    directory: string;
    /** In bytes; 512 MiB when absent. */
    sizeLimit?: number;
  }): GitMirror {
    return new GitMirror(
      options.directory,
      options.sizeLimit ?? mirrorSizeLimit,
    );
  }

  private constructor(directory: string, sizeLimit: number) {
    this.#directory = directory;
    this.#sizeLimit = sizeLimit;
  }

  /**
   * Brings the mirror up to date; answers the fetched refs with their commits.
   * @throws MissingBranchError when the forge has no such branch, as before the first push
   * @throws PlatformError `PLT-408` when it is too much
   * @throws GitError
   */
  async fetch(options: {
    id: string;
    url: string;
    defaultBranch: string;
    tags: boolean;
    token?: string;
    signal?: AbortSignal;
  }): Promise<Map<string, string>> {
    const directory = this.#directoryOf(options.id);
    if ((await packedSize(directory)) > this.#sizeLimit) {
      await rm(directory, { recursive: true, force: true });
    }
    const exists = await stat(join(directory, 'HEAD')).then(
      () => true,
      () => false,
    );
    try {
      return await this.#fetchInto(directory, options);
    } catch (error) {
      if (
        !exists ||
        options.signal?.aborted ||
        !localFault.test((error as Error).message)
      ) {
        throw error;
      }
      // A process that was killed leaves locks and half a pack behind.
      await rm(directory, { recursive: true, force: true });
      return this.#fetchInto(directory, options);
    }
  }

  /**
   * Wanted text files and images of a fetched commit, by path. Links, submodules and other binary files are left out. Also every
   * path that the commit has, wanted or not; one of a link or a submodule ends with a slash, since nobody knows what lies below it.
   * @throws PlatformError `PLT-408` when it has too many files
   * @throws GitError
   */
  async readFiles(options: {
    id: string;
    commit: string;
    wanted: (path: string) => boolean;
    signal?: AbortSignal;
  }): Promise<{
    files: MirroredFile[];
    images: MirroredImage[];
    skipped: string[];
    paths: string[];
  }> {
    const { id, commit, wanted, signal } = options;
    const directory = this.#directoryOf(id);
    const listing = await runGit(
      ['ls-tree', '-r', '-z', '-l', '--full-tree', commit],
      { directory, signal, outputLimit: listingLimit },
    ).catch((error: Error) => {
      throw error instanceof OutputLimitError
        ? new PlatformError(
            {
              code: 'PLT-408',
              message: `The list of its files is longer than ${listingLimit} bytes.`,
              where: commit,
              next: 'Take files out of it; the last good state is kept.',
            },
            { cause: error },
          )
        : error;
    });
    const entries: { path: string; object: string }[] = [];
    const skipped: string[] = [];
    const paths: string[] = [];
    let total = 0;
    for (const line of listing.toString('utf8').split('\0')) {
      const [, mode, object, size, path] =
        /^(\d+) \w+ ([0-9a-f]+) +(\d+|-|BAD)\t(.+)$/su.exec(line) ?? [];
      if (!path) {
        continue;
      }
      // a submodule's files are another repository's, and nobody follows a link
      paths.push(mode === '160000' || mode === '120000' ? `${path}/` : path);
      if (!wanted(path)) {
        continue;
      }
      const plain = mode === '100644' || mode === '100755';
      // One that the forge kept back, for its size, has none here.
      if (!plain || !isSafePath(path) || !(Number(size) <= fileSizeLimit)) {
        skipped.push(path);
        continue;
      }
      total += Number(size);
      entries.push({ path, object });
    }
    if (entries.length > entryLimit || total > totalSizeLimit) {
      throw new GitError(
        `more than ${entryLimit} files or ${totalSizeLimit} bytes are wanted of commit ${commit}`,
      );
    }
    const contents = await readObjects(
      directory,
      [...new Set(entries.map(entry => entry.object))],
      signal,
    );
    const files: MirroredFile[] = [];
    const images: MirroredImage[] = [];
    for (const { path, object } of entries) {
      const content = contents.get(object);
      if (content === undefined) {
        skipped.push(path);
      } else if (typeof content === 'string') {
        files.push({ path, content });
      } else {
        images.push({ path, ...content });
      }
    }
    return {
      files: files.sort(byPath),
      images: images.sort(byPath),
      skipped,
      paths,
    };
  }

  /** What a fetched commit says about itself, each text of one line and at most 200 letters. */
  async describe(options: {
    id: string;
    commit: string;
    signal?: AbortSignal;
  }): Promise<CommitFacts> {
    const { id, commit, signal } = options;
    const output = await runGit(
      ['log', '-1', '--no-show-signature', `--format=${factsFormat}`, commit],
      { directory: this.#directoryOf(id), signal },
    );
    const [seconds, author, subject] = output.toString('utf8').split('\0');
    return toCommitFacts(seconds, author, subject);
  }

  /** Forgets a mirror. */
  async remove(options: { id: string }): Promise<void> {
    await rm(this.#directoryOf(options.id), { recursive: true, force: true });
  }

  async #fetchInto(
    directory: string,
    options: {
      url: string;
      defaultBranch: string;
      tags: boolean;
      token?: string;
      signal?: AbortSignal;
    },
  ): Promise<Map<string, string>> {
    const { url, defaultBranch, tags, token, signal } = options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await runGit(['init', '--quiet', '--bare', '.'], { directory, signal });
    const branch = `refs/heads/${defaultBranch}`;
    await runGit(['check-ref-format', branch], { directory, signal });
    const refs = [
      `+${branch}:${branch}`,
      ...(tags ? ['+refs/tags/*:refs/tags/*'] : []),
    ];
    const fetched = runGit(
      [
        'fetch',
        '--quiet',
        '--no-tags',
        '--prune',
        '--depth=1',
        `--filter=blob:limit=${fileSizeLimit + 1}`,
        '--',
        url,
        ...refs,
      ],
      {
        directory,
        token,
        signal,
        fileSizeLimit: this.#sizeLimit,
      },
    );
    await fetched.catch(async (error: Error) => {
      // What was written up to the bound is still there.
      if ((await packedSize(directory)) >= this.#sizeLimit - pageSize) {
        await rm(directory, { recursive: true, force: true });
        throw new PlatformError(
          {
            code: 'PLT-408',
            message: `Its newest commit is larger than ${
              this.#sizeLimit
            } bytes.`,
            where: url,
          },
          { cause: error },
        );
      }
      const missing = error.message.includes(
        `couldn't find remote ref ${branch}`,
      );
      throw missing
        ? new MissingBranchError(error.message, { cause: error })
        : error;
    });
    await forgetRemote(directory, { url, signal });
    // The fields with an asterisk tell what an annotated tag names.
    const format =
      '%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)';
    const output = await runGit(['for-each-ref', `--format=${format}`], {
      directory,
      signal,
    });
    const commits = new Map<string, string>();
    for (const line of output.toString('utf8').split('\n').filter(Boolean)) {
      const [ref, type, object, taggedType, tagged] = line.split('\0');
      if (type === 'commit' || taggedType === 'commit') {
        commits.set(ref, tagged || object);
      }
    }
    return commits;
  }

  #directoryOf(id: string): string {
    // A name of ours: a repository's own name may hold what a file system does not take, or differ in case only.
    return join(
      this.#directory,
      `${createHash('sha256').update(id).digest('hex').slice(0, 40)}.git`,
    );
  }
}

function byPath(left: { path: string }, right: { path: string }): number {
  return left.path < right.path ? -1 : 1;
}
