/** A story: steps that are executed in order, each counted as a check. */
import { say } from './console.mjs';

/** Runs steps in order; what comes after one that failed would only fail because of it. */
export async function story(name, steps, tally) {
  const started = Date.now();
  let stands = true;
  for (const [title, work] of steps) {
    if (!stands) break;
    stands = await tally.check(`${name}: ${title}`, work);
  }
  say(`${stands ? '✓' : '✗'} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
