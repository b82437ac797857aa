import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { GitRepository } from './GitRepository';

/** How many repositories keep their reader process at once. */
const openAtOnce = 48;

/**
 * Kills a process if it still works on that directory. Where the system does
 * not tell what a process does, it is left alone: its id may be used again.
 */
async function endProcess(id: number, directory: string): Promise<void> {
  for (;;) {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(
      () => '',
    );
    if (!command.includes(directory)) return;
    process.kill(id, 'SIGKILL');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** gc never runs by itself: objects written before their reference must stay. */
const configuration = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[http]
	receivepack = true
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[receive]
	autogc = false
[gc]
	auto = 0
[transfer]
	hideRefs = refs/forge
	fsckObjects = false
[core]
	fsync = committed
	fsyncMethod = batch
`;

/**
 * The bare repositories on disk. Directories are named by the repository's id,
 * never by its name: names are hostile and may change.
 */
export class GitRepositories {
  readonly #root: string;
  readonly #open = new Map<number, GitRepository>();
  readonly #locks = new Map<number, Promise<unknown>>();

  private constructor(root: string) {
    this.#root = root;
  }

  static async create(root: string): Promise<GitRepositories> {
    await mkdir(root, { recursive: true });
    return new GitRepositories(root);
  }

  directory(id: number): string {
    return join(this.#root, `${id}.git`);
  }

  get(id: number): GitRepository {
    let repository = this.#open.get(id);
    if (repository) {
      this.#open.delete(id);
    } else {
      repository = new GitRepository(this.directory(id));
    }
    // A Map keeps insertion order, so its first entry is the least recently used.
    this.#open.set(id, repository);
    if (this.#open.size > openAtOnce) {
      const [oldest, stale] = this.#open.entries().next().value!;
      this.#open.delete(oldest);
      // Questions under way are answered before the process sees its input end.
      setTimeout(() => stale.close(), 5_000).unref();
    }
    return repository;
  }

  /**
   * Makes an empty bare repository by hand, which takes a fraction of
   * `git init`. It appears under its name in one step.
   */
  async initialise(id: number, defaultBranch: string): Promise<GitRepository> {
    const scratch = join(this.#root, `.new-${id}`);
    await rm(scratch, { recursive: true, force: true });
    await mkdir(join(scratch, 'objects', 'pack'), { recursive: true });
    await mkdir(join(scratch, 'objects', 'info'), { recursive: true });
    await mkdir(join(scratch, 'refs', 'heads'), { recursive: true });
    await mkdir(join(scratch, 'refs', 'tags'), { recursive: true });
    await writeFile(
      join(scratch, 'HEAD'),
      `ref: refs/heads/${defaultBranch}\n`,
    );
    await writeFile(join(scratch, 'config'), configuration);
    await rename(scratch, this.directory(id));
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    this.#open.get(id)?.close();
    this.#open.delete(id);
    await rm(this.directory(id), { recursive: true, force: true });
  }

  /** Removes directories that no row of the database knows. */
  async removeUnknown(known: ReadonlySet<number>): Promise<void> {
    for (const name of await readdir(this.#root)) {
      const id = /^(\d+)\.git$/.exec(name)?.[1];
      if (!id || !known.has(Number(id))) {
        await rm(join(this.#root, name), { recursive: true, force: true });
      }
    }
  }

  /**
   * Ends a git process that outlived the forge that started it, and takes away
   * the lock files that one leaves when it is killed.
   */
  async endOrphan(id: number, orphan: number | undefined): Promise<void> {
    const directory = this.directory(id);
    if (orphan !== undefined) await endProcess(orphan, directory);
    for (const file of await readdir(directory, {
      recursive: true,
      withFileTypes: true,
    })) {
      const isLock = file.isFile() && file.name.endsWith('.lock');
      if (isLock) await rm(join(file.parentPath, file.name), { force: true });
    }
  }

  /** Runs `work` when no other writer of the same repository runs. */
  async exclusively<Result>(
    id: number,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const before = this.#locks.get(id) ?? Promise.resolve();
    const result = before.then(work, work);
    const settled = result.catch(() => undefined);
    this.#locks.set(id, settled);
    try {
      return await result;
    } finally {
      if (this.#locks.get(id) === settled) this.#locks.delete(id);
    }
  }

  close(): void {
    for (const repository of this.#open.values()) repository.close();
    this.#open.clear();
  }
}
