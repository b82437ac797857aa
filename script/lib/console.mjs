/** What the scripts print: steps with their time, and failures that say what to do. */

const terminal = Boolean(process.stdout.isTTY);
const color = terminal && !process.env.NO_COLOR;
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

/** Milliseconds after which a step that works says so again: on a terminal in its place, in a log on a line of its own. */
const pause = terminal ? 1_000 : 30_000;

/** Steps that work. Beside another one, a step leaves the terminal's line alone. */
let working = 0;

/**
 * Runs one step and prints its name, how long it takes while it does, and how long it took: in its place on a terminal, on lines of their own
 * in a log.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = Date.now();
  const seconds = digits => `${((Date.now() - started) / 1000).toFixed(digits)} s`;
  const begun = `${paint('2', '…')} ${name}`;
  process.stdout.write(`${begun}${terminal ? '' : '\n'}`);
  working += 1;
  const ticking = setInterval(() => {
    if (!terminal) say(`${begun} ${seconds(0)}`);
    else if (working === 1) process.stdout.write(`\r\u001b[K${begun} ${paint('2', seconds(0))}`);
  }, pause);
  const line = (mark, tail) => say(`${terminal ? '\r\u001b[K' : ''}${mark} ${name} ${paint('2', tail)}`);
  try {
    const result = await work();
    line(paint('32', '✓'), seconds(1));
    return result;
  } catch (error) {
    line(paint('31', '✗'), 'failed');
    throw error;
  } finally {
    clearInterval(ticking);
    working -= 1;
  }
}

/** Prints a failure and ends the process with 1. */
export function fail(error) {
  process.stderr.write(`${paint('31', error.message)}\n`);
  if (error.next) process.stderr.write(`${error.next}\n`);
  else if (!(error instanceof Problem)) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}
