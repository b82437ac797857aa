/** The real portal on PostgreSQL, as script/start starts it: with a forge of its own, the central repository and three services. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';

const patienceMilliseconds = 60_000;

/** Asks until what is asked for is there, and gives it. */
async function eventually(what, ask) {
  let reason;
  for (const end = Date.now() + patienceMilliseconds; Date.now() < end; await sleep(500)) {
    const found = await ask().catch(error => (reason = error) && undefined);
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`${what}: not within a minute. ${reason?.message ?? ''}`);
}

async function json(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

class Portal {
  constructor(parts) {
    Object.assign(this, parts);
  }

  eventually = eventually;

  /** Asks the portal's backend as the platform engineer. */
  async ask(method, path, body) {
    const { backstageIdentity } = await json(
      await fetch(`${this.url}/api/auth/guest-platform-engineer/refresh`, { headers: { 'x-requested-with': 'XMLHttpRequest' } }),
    );
    return await json(
      await fetch(`${this.url}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${backstageIdentity.token}`, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      }),
    );
  }

  /** Adds a file to the default branch of a repository at the forge. */
  async commit(repository, path, content) {
    const { adminToken } = JSON.parse(await readFile(join(this.directory, 'secrets.json'), 'utf8'));
    return await json(
      await fetch(`${this.forgeUrl}/api/v3/repos/connectly/${repository}/contents/${path}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ message: `docs: ${path}`, branch: 'main', content: Buffer.from(content).toString('base64') }),
      }),
    );
  }
}

/**
 * @param {{ database: string, directory: string, ports?: number[] }} options `database` is the address of a server without a database,
 *   `directory` keeps forge and mirrors from start to start, which `ports` must then name
 * @returns {Promise<Portal & { stop: () => Promise<void> }>} a portal that answers
 */
export async function startPortalOn({ database, directory, ports }) {
  const [port, forgePort] = ports ?? [await freePort(), await freePort()];
  const child = spawn(join(root, 'script/start'), ['--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORTAL_STATE: directory,
      PORTAL_FORGE_PORT: String(forgePort),
      APP_CONFIG_backend_database_client: 'pg',
      APP_CONFIG_backend_database_connection: JSON.stringify(database),
    },
  });
  const ended = new Promise(resolve => child.on('close', resolve));
  const ready = new Promise((resolve, reject) => {
    let output = '';
    const read = chunk => {
      output += chunk;
      if (output.includes('Ctrl-C ends it.')) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', read);
    child.on('close', code => reject(new Error(`script/start ended with ${code}:\n${output.slice(-3000)}`)));
  });
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  await ready;
  return new Portal({ url: `http://localhost:${port}`, forgeUrl: `http://localhost:${forgePort}`, ports: [port, forgePort], directory, stop });
}
