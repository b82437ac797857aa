/** What the scripts print: steps with their time, and failures that say what to do. */

const color = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);

/** A failure that a person can do something about. */
export class Problem extends Error {
  /**
   * @param {string} what what is wrong
   * @param {string} next what to do about it
   */
  constructor(what, next) {
    super(what);
    this.name = 'Problem';
    this.next = next;
  }
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs one step and prints its name, and then how long it took: in its place on a terminal, on a line of its own in a log.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = Date.now();
  process.stdout.write(`${paint('2', '…')} ${name}${color ? '' : '\n'}`);
  const line = (mark, tail) =>
    say(`${color ? '\r\u001b[K' : ''}${mark} ${name} ${paint('2', tail)}`);
  try {
    const result = await work();
    line(paint('32', '✓'), `${((Date.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    line(paint('31', '✗'), 'failed');
    throw error;
  }
}

/** Prints a failure and ends the process with 1. */
export function fail(error) {
  process.stderr.write(`${paint('31', error.message)}\n`);
  if (error.next) process.stderr.write(`${error.next}\n`);
  else if (!(error instanceof Problem)) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}
