/** When Atlantis may be restarted: it works on nothing, and has cleaned up after every closed pull request. */
import { setTimeout as sleep } from 'node:timers/promises';

async function readJson(url, headers = {}) {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(3000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer.json();
}

/** Whether Atlantis works on no command: a restart would end what runs, an apply in its middle too. It does not count its clean-ups. */
async function isIdle({ url }) {
  const { in_progress_operations: running } = await readJson(`${url}/status`);
  return running === 0;
}

/** The locks that pull requests hold that the forge says are closed: Atlantis lets go of them last when it cleans up. */
async function locksOfClosed({ url, forge, token }) {
  const { Locks: locks } = await readJson(`${url}/api/locks`);
  const closed = await Promise.all(
    (locks ?? []).map(async ({ ProjectRepo: repository, PullID: pull }) => {
      const { state } = await readJson(`${forge}/api/v3/repos/${repository}/pulls/${pull}`, { authorization: `Bearer ${token}` });
      return state === 'closed';
    }),
  );
  return (locks ?? []).filter((_, index) => closed[index]);
}

/**
 * Waits until Atlantis has cleaned up after every closed pull request. Where it does not, as its clean-up was cut off or it was not
 * told, the locks are removed as somebody does on its page: they would stay for good.
 *
 * @param {{ url: string, password: string, forge: string, token: string }} atlantis
 * @param {number} [patience] milliseconds
 */
export async function endCleanUps(atlantis, patience = 30_000) {
  const until = Date.now() + patience;
  let left = await locksOfClosed(atlantis);
  if (left.length === 0) return;
  while (left.length > 0 && Date.now() < until) {
    await sleep(250);
    left = await locksOfClosed(atlantis);
  }
  for (const { Name: name } of left) {
    const answer = await fetch(`${atlantis.url}/locks?id=${encodeURIComponent(name)}`, {
      method: 'DELETE',
      headers: { authorization: `Basic ${Buffer.from(`atlantis:${atlantis.password}`).toString('base64')}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok && answer.status !== 404) throw new Error(`Atlantis keeps the lock ${name}: ${answer.status}.`);
  }
  // after the locks go its record of the pull request and a comment
  await sleep(1000);
}

/**
 * @param {Parameters<typeof endCleanUps>[0]} atlantis
 * @param {{ stop: () => Promise<void>, start: () => Promise<void> }} server
 * @param {number} [patience]
 * @returns {() => Promise<boolean>} restarts Atlantis unless it works, and tells whether it did; after a start that failed, the next
 *   call starts it
 */
export function restartWhenIdle(atlantis, { stop, start }, patience) {
  let isDown = false;
  return async () => {
    if (!isDown) {
      await endCleanUps(atlantis, patience);
      if (!(await isIdle(atlantis))) return false;
    }
    isDown = true;
    await stop();
    await start();
    isDown = false;
    return true;
  };
}
