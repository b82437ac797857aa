/**
 * Where a reproduction happens: a directory of its own, and an environment in which Terraform and the AWS command line reach the
 * emulator and nothing else. Commands of an entry are run here as they stand in the document.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

/** A command that takes longer hangs, such as one that waits for an answer of a person. */
const patienceSeconds = 120;

export class World {
  /** What the failure said. */
  message = '';

  /** @param {{ directory: string, env: NodeJS.ProcessEnv, entry?: object, services: object }} parts */
  constructor({ directory, env, entry, services }) {
    this.directory = directory;
    this.env = env;
    this.entry = entry;
    this.services = services;
  }

  /** Runs `work` in a world that is removed afterwards. */
  static async with({ env, entry, services }, work) {
    const place = await mkdtemp(join(tmpdir(), 'platform-handbook-'));
    const directory = join(place, 'checkout');
    // not in the checkout: what programs keep for themselves is nothing that a person forgot to commit
    const home = join(place, 'home');
    try {
      await mkdir(directory);
      await mkdir(home);
      // documents say script/platform and infrastructure/…, as one does in a checkout
      await mkdir(join(directory, 'script'));
      await writeFile(join(directory, 'script/platform'), `#!/bin/sh\nexec node '${root}/packages/cli/bin/platform' "$@"\n`, { mode: 0o755 });
      await symlink(join(root, 'infrastructure'), join(directory, 'infrastructure'));
      return await work(new World({ directory, env: { ...env, HOME: home }, entry, services }));
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }

  /** Writes a file; what is no text is written as JSON. */
  async write(path, content) {
    const file = join(this.directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }

  /** The `index`-th block of a language in a section of the entry: what the document tells to write. */
  code(language, index = 0, section = 'Fix') {
    const found = this.entry.blocks.filter(block => block.section === section && block.language === language)[index];
    if (!found) throw new Error(`${this.entry.file} has no block ${index} of ${language} under ${section}.`);
    return `${found.text}\n`;
  }

  /**
   * Runs lines of a shell, and gives what they printed.
   *
   * @param {{ env?: NodeJS.ProcessEnv, patience?: number }} [options] `patience` in seconds
   * @throws Error with `output` when they end with anything but 0
   */
  sh(lines, { env = {}, patience = patienceSeconds } = {}) {
    return new Promise((resolve, reject) => {
      const child = spawn('sh', ['-euc', lines], {
        cwd: this.directory,
        env: { ...this.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // a group of its own, so that what hangs ends with all that it started
        detached: true,
      });
      const impatience = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), patience * 1000);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
      child.on('error', reject);
      child.on('close', code => {
        clearTimeout(impatience);
        if (code === 0) resolve(output);
        else reject(Object.assign(new Error(`${lines.trim()}\nended with ${code}:\n${output.trim().slice(-3000)}`), { output }));
      });
    });
  }

  /** Runs lines that must fail, and gives what they said. */
  async fails(lines, options) {
    const output = await this.sh(lines, options).then(() => undefined, error => error.output ?? error.message);
    if (output === undefined) throw new Error(`This was to fail, and did not: ${lines}`);
    return output;
  }

  /** The one value that a command of AWS gives. */
  async value(command) {
    return (await this.sh(`${command} --output text`)).trim();
  }
}

/** Terraform wraps its messages at borders; the text within is what people paste and patterns look for. */
export function unwrapped(message) {
  return message.replace(/^[│╷╵] ?/gm, '');
}
