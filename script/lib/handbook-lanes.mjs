/** Works in worlds side by side, on services that they share. */
import { say } from './console.mjs';
import { Services } from './handbook-services.mjs';
import { World } from './handbook-world.mjs';
import { inParallel } from './infra-workspace.mjs';

const lanes = 3;

/** How long a job may be planned to take to be part of a quick run. */
const quickSeconds = 12;

/**
 * What a quick run does of the jobs; it says how many it leaves out.
 *
 * @template {{ seconds?: number }} Job
 * @param {Job[]} jobs
 * @returns {Job[]}
 */
export function quickOnes(jobs) {
  const quick = jobs.filter(({ seconds = 0 }) => seconds <= quickSeconds);
  say(`${jobs.length - quick.length} of ${jobs.length} take more than ${quickSeconds} s and are left out`);
  return quick;
}

/**
 * Runs `work` for each job in a world of its own; what takes long first. A job whose needs cannot be had is skipped by its label.
 *
 * @param {{ label: string, seconds?: number, needs?: string[], entry?: object }[]} jobs
 * @param {import('./infra-tally.mjs').Tally} [tally]
 */
export async function inWorlds(jobs, tally, work) {
  const services = new Services();
  // Atlantis and the forge live in process groups of their own, and would outlive an interrupted run
  const signals = ['SIGINT', 'SIGTERM'];
  const interrupted = () => services.stop().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const ordered = [...jobs].sort((one, other) => (other.seconds ?? 0) - (one.seconds ?? 0));
    await inParallel(ordered, lanes, async job => {
      const { needs = [], entry } = job;
      const missing = await services.missing(needs);
      if (missing.length > 0) {
        const reason = `${job.label} (${missing.join(' and ')} missing)`;
        if (tally) tally.skip(reason);
        else say(`skipped: ${reason}`);
        return;
      }
      const env = await services.environment(needs);
      await World.with({ env, entry, services }, world => work(job, world));
    });
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    await services.stop();
  }
}
