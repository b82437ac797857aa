/** The programs that a start runs beside each other: one log file each, and an end that leaves none behind. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './console.mjs';

/** A child that does not end by itself is killed after this many milliseconds. */
const patience = 8000;

export class Children {
  #children = new Map();
  #onLost;
  #stopping = false;

  /** @param {(problem: Problem) => void} onLost told when a child ends that should not */
  constructor(onLost) {
    this.#onLost = onLost;
  }

  /**
   * Starts a program in a process group of its own.
   *
   * @param {string} name
   * @param {string} program
   * @param {string[]} args
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log: string }} options
   */
  async start(name, program, args, options) {
    await mkdir(dirname(options.log), { recursive: true });
    const log = createWriteStream(options.log, { flags: 'a' });
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const ended = new Promise(resolve => {
      child.on('error', error => {
        log.write(`${error.message}\n`);
        resolve();
      });
      child.on('close', resolve);
    });
    const entry = { child, ended, log: options.log, wanted: true };
    this.#children.set(name, entry);
    ended.then(async () => {
      this.#children.delete(name);
      if (!entry.wanted || this.#stopping) return;
      const tail = (await readFile(options.log, 'utf8').catch(() => '')).trim().split('\n').slice(-12).join('\n');
      this.#onLost(new Problem(`The ${name} ended by itself:\n${tail}`, `Its whole log is ${options.log}.`));
    });
    return child;
  }

  /** Ends one program and everything it started. */
  async stop(name) {
    const entry = this.#children.get(name);
    if (!entry) return;
    entry.wanted = false;
    this.#signal(entry.child, 'SIGTERM');
    const gone = await Promise.race([entry.ended.then(() => true), sleep(patience, false)]);
    if (!gone) this.#signal(entry.child, 'SIGKILL');
    await entry.ended;
  }

  /** Whether the end has begun: what fails from then on is no news. */
  get stopping() {
    return this.#stopping;
  }

  /** Ends all of them. */
  async stopAll() {
    this.#stopping = true;
    await Promise.all([...this.#children.keys()].map(name => this.stop(name)));
  }

  #signal(child, signal) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // it is gone already
    }
  }
}

/**
 * The children of a process that ends with them: when it is told to, or when one ends that should not.
 *
 * @param {() => Promise<void>} [afterwards] when all have ended
 * @returns {{ children: Children, stop: (code: number) => Promise<void> }}
 */
export function ownChildren(afterwards = async () => {}) {
  let stopping;
  const stop = code => {
    stopping ??= children
      .stopAll()
      .then(afterwards)
      .then(() => process.exit(code));
    return stopping;
  };
  const children = new Children(problem => {
    process.stderr.write(`${problem.message}\n${problem.next}\n`);
    stop(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
  return { children, stop };
}

/**
 * Waits until an address answers with 200.
 *
 * @param {string} url
 * @param {{ seconds: number, signal?: AbortSignal, name: string, log: string }} options
 */
export async function waitFor(url, options) {
  const until = Date.now() + options.seconds * 1000;
  while (Date.now() < until) {
    options.signal?.throwIfAborted();
    const answered = await fetch(url, { signal: AbortSignal.timeout(3000) }).then(
      response => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Problem(`The ${options.name} did not answer within ${options.seconds} seconds.`, `Its log is ${options.log}.`);
}
