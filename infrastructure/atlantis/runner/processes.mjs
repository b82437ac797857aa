/**
 * The end of everything that a user runs. By root, whom no run can stop, and by what the kernel says of each process: its owner in /proc is
 * the run's to hide, the users in `status` are not.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const rounds = 250;
const pauseMilliseconds = 20;

/** Processes of a user that are not dead yet. */
async function processesOf(user) {
  const names = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async name => {
      const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
      const users = /^Uid:\s+(.+)$/m.exec(status)?.[1].split(/\s+/).map(Number) ?? [];
      return users.includes(user) && !/^State:\s+[ZX]/m.test(status) ? [Number(name)] : [];
    }),
  );
  return found.flat();
}

/** @throws Error when there are still some after five seconds, as of one that makes new ones faster */
export async function killAll(user) {
  let quiet = 0;
  for (let round = 0; round < rounds; round += 1) {
    const processes = await processesOf(user);
    for (const id of processes) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // it has ended meanwhile
      }
    }
    quiet = processes.length === 0 ? quiet + 1 : 0;
    if (quiet === 2) return;
    await sleep(quiet ? 2 : pauseMilliseconds);
  }
  throw new Error(`Processes of the user ${user} do not end.`);
}
