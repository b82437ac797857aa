/** `terraform test`, read event by event: its output is too large to keep, since every plan of a verbose run carries the provider's schemas. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @param {string} directory of the module or stack
 * @param {{ env: NodeJS.ProcessEnv, args?: string[], onEvent: (event: object) => 'stop' | void }} options `onEvent` gets each event of
 *   `terraform test -json`; with `stop`, Terraform is ended at once, with its providers
 * @returns {Promise<string>} the last lines that were no events: why Terraform did not even begin
 */
export function runTest(directory, { env, args = [], onEvent }) {
  return new Promise((resolve, reject) => {
    const child = spawn('terraform', ['test', '-json', ...args], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const others = [];
    let stopped = false;
    const keep = line => {
      others.push(line);
      if (others.length > 40) others.shift();
    };
    createInterface({ input: child.stderr }).on('line', keep);
    createInterface({ input: child.stdout }).on('line', line => {
      if (stopped) return;
      let event;
      try {
        event = JSON.parse(line);
      } catch {
        keep(line);
        return;
      }
      if (onEvent(event) === 'stop') {
        stopped = true;
        process.kill(-child.pid, 'SIGKILL');
      }
    });
    child.on('error', reject);
    child.on('close', () => resolve(others.join('\n')));
  });
}
