/** Child processes. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { Problem } from './console.mjs';

/**
 * Runs a program to its end and gives what it printed.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string }} [options] with `log`, output goes to that file too
 * @throws Problem with the last lines when the program ends with anything but 0
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = options.log ? createWriteStream(options.log, { flags: 'a' }) : undefined;
    let output = '';
    const collect = chunk => {
      output += chunk;
      log?.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', error =>
      reject(new Problem(`${program} cannot be run: ${error.message}`, `Install ${program}, then try again.`)),
    );
    child.on('close', code => {
      log?.end();
      if (code === 0) resolve(output);
      else {
        const tail = output.trim().split('\n').slice(-15).join('\n');
        reject(
          new Problem(
            `${program} ${args.slice(0, 3).join(' ')} ended with ${code}:\n${tail}`,
            options.log ? `The whole output is in ${options.log}.` : 'Mend what it says, then try again.',
          ),
        );
      }
    });
  });
}
