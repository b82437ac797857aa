/**
 * Directories to push from. A process that is killed leaves its own behind, with everything that it was about to publish;
 * the next push takes it away.
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'platform-push-';

/** Longer than any push takes, in milliseconds: for the rare case that a dead process's number is somebody else's now. */
const oldest = 10 * 60 * 1000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // somebody else's process may not be signalled, and is there
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isLeftBehind(home: string, name: string): Promise<boolean> {
  const [, pid] = /^platform-push-(\d+)-/.exec(name) ?? [];
  if (pid && !isRunning(Number(pid))) return true;
  const { mtimeMs } = await stat(join(home, name));
  return Date.now() - mtimeMs > oldest;
}

/** What cannot be looked at or removed is somebody else's, or gone already. */
async function removeLeftBehind(home: string) {
  const names = await readdir(home).catch(() => []);
  for (const name of names.filter(item => item.startsWith(prefix))) {
    if (await isLeftBehind(home, name).catch(() => false)) {
      await rm(join(home, name), { recursive: true, force: true }).catch(() => {});
    }
  }
}

/**
 * Runs `work` in a new directory that is gone afterwards, with a later push when this process is killed.
 * @param home - where the directories lie
 */
export async function withPushDirectory<T>(
  work: (directory: string) => Promise<T>,
  home: string = tmpdir(),
): Promise<T> {
  await removeLeftBehind(home);
  const directory = await mkdtemp(join(home, `${prefix}${process.pid}-`));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
