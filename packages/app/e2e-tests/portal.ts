/** A portal of the tests' own: started by script/start in a state of its own, on ports of its own. */
import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const checkout = resolve(__dirname, '../../..');

/** A running portal. */
export interface TestPortal {
  url: string;
  forgeUrl: string;
  /** Asks the forge's REST API as its administrator. */
  forge<T>(path: string): Promise<T>;
  /** Log of one of the started programs, such as `portal` or `atlantis`. */
  log(name: string): Promise<string>;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      process.stderr.write(chunk);
      if (output.includes('Ctrl-C ends it.')) done();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('close', code => failed(new Error(`script/start ended with ${code}:\n${output}`)));
  });
}

/** Starts script/start and waits until it prints the portal's URL. */
export async function startPortal(args: string[]): Promise<TestPortal> {
  const state = await mkdtemp(join(tmpdir(), 'portal-e2e-'));
  const [port, forgePort, atlantisPort, emulatorPort] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const child = spawn(join(checkout, 'script/start'), ['--port', String(port), ...args], {
    env: {
      ...process.env,
      PORTAL_STATE: state,
      PORTAL_FORGE_PORT: String(forgePort),
      PORTAL_ATLANTIS_PORT: String(atlantisPort),
      PORTAL_EMULATOR_PORT: String(emulatorPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>(done => {
    child.on('close', () => done());
  });
  await untilReady(child);
  const { adminToken } = JSON.parse(await readFile(join(state, 'secrets.json'), 'utf8'));
  const forgeUrl = `http://localhost:${forgePort}`;
  return {
    url: `http://localhost:${port}`,
    forgeUrl,
    async forge<T>(path: string) {
      const response = await fetch(`${forgeUrl}/api/v3${path}`, {
        headers: { authorization: `Bearer ${adminToken}` },
      });
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    log: name => readFile(join(state, 'logs', `${name}.log`), 'utf8'),
    async stop() {
      child.kill('SIGINT');
      await ended;
      await rm(state, { recursive: true, force: true });
    },
  };
}
