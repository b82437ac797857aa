import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds until a file that names nobody yet is taken for a leftover. */
const patience = 5_000;
const pause = 250;

/**
 * Does work that nobody else may do at the same time: who comes second waits until the first is done, or is gone.
 *
 * @template T
 * @param {string} file names who does it; outside of what is committed
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when somebody else is at it
 * @returns {Promise<T>}
 */
export async function alone(file, work, onWait = () => {}) {
  await mkdir(dirname(file), { recursive: true });
  let waited = 0;
  while (!(await take(file))) {
    if (waited === 0) onWait();
    await sleep(pause);
    waited += pause;
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder ? !isAlive(holder) : waited > patience) await rm(file, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
