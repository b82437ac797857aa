/** A portal of the tests' own: started by script/start in a state of its own, on ports of its own. */
import { ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

export const checkout = resolve(__dirname, '../../..');

/** A running portal. */
export interface TestPortal {
  url: string;
  forgeUrl: string;
  /** Asks the forge's REST API; GET unless told otherwise, as its administrator unless as the portal or by a token of {@link personToken}. */
  forge<T>(path: string, method?: string, body?: unknown, as?: 'administrator' | 'portal' | { token: string }): Promise<T>;
  /** Makes an access token of a person, as people do on the forge's page. */
  personToken(login: string): Promise<string>;
  /** Asks the portal's backend as one of the guests. */
  call<T>(role: string, method: string, path: string, body?: unknown): Promise<T>;
  /** Environment in which git and Terraform reach the forge and the emulator, as Atlantis does. */
  terraformEnvironment(): Promise<NodeJS.ProcessEnv>;
  /** Runs the command line as `script/platform` does beside this portal, and gives what it prints. */
  commandLine(args: string[]): Promise<string>;
  /** Asks the forge's controls, such as `GET /requests`. */
  controls<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Log of one of the started programs, such as `portal` or `atlantis`. */
  log(name: string): Promise<string>;
  /** Kills the backend without a word (SIGKILL), and waits until script/start has ended the rest. */
  crash(): Promise<void>;
  /** Starts again in the same state, on the same ports. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits until a script says that it is ready, and shows what it prints. */
export function untilReady(child: ChildProcess): Promise<void> {
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
  const run = async () => {
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
    return { child, ended };
  };
  let running = await run();
  const { adminToken, portalToken } = JSON.parse(await readFile(join(state, 'secrets.json'), 'utf8'));
  const url = `http://localhost:${port}`;
  const forgeUrl = `http://localhost:${forgePort}`;
  const ask = async <T>(path: string, method = 'GET', body?: unknown, token: string = adminToken) => {
    const response = await fetch(`${forgeUrl}${path}`, {
      method,
      body: body ? JSON.stringify(body) : undefined,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    url,
    forgeUrl,
    forge(path, method, body, as = 'administrator') {
      const tokens = { administrator: adminToken, portal: portalToken };
      return ask(`/api/v3${path}`, method, body, typeof as === 'string' ? tokens[as] : as.token);
    },
    async personToken(login) {
      let cookie = '';
      const visit = async (path: string, fields?: Record<string, string>) => {
        const response = await fetch(`${forgeUrl}${path}`, {
          headers: { cookie, origin: forgeUrl },
          redirect: 'manual',
          ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
        });
        cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
        return await response.text();
      };
      const formToken = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
      await visit('/-/session', { token: formToken(await visit('/connectly')), login, back: '/connectly' });
      const made = await visit('/-/tokens', { token: formToken(await visit('/-/tokens')), name: 'tests', days: '7' });
      const token = /ghp_[0-9a-f]{36}/.exec(made)?.[0];
      if (!token) throw new Error(`The forge gave ${login} no token:\n${made}`);
      return token;
    },
    async call(role, method, path, body) {
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${await tokenOfGuest(url, role)}`, 'content-type': 'application/json' },
        body: body ? JSON.stringify(body) : undefined,
      });
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return await response.json();
    },
    async terraformEnvironment() {
      const file = join(checkout, 'infrastructure/emulator/environment.json');
      const emulator = JSON.parse((await readFile(file, 'utf8')).replaceAll('{port}', String(emulatorPort)));
      const machine = Object.entries(process.env).filter(([variable]) => !/^(AWS_|TF_VAR_|TF_CLI_ARGS)/.test(variable));
      return {
        ...Object.fromEntries(machine),
        ...emulator,
        GIT_SSL_CAINFO: join(state, 'forge/data/certificate.pem'),
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`forge-admin:${adminToken}`).toString('base64')}`,
      };
    },
    async commandLine(commandWords) {
      const program = join(checkout, 'packages/cli/bin/platform');
      const { stdout } = await execFileAsync(process.execPath, [program, ...commandWords], { env: { ...process.env, PORTAL_STATE: state } });
      return stdout;
    },
    controls: (method, path, body) => ask(`/-/controls${path}`, method, body),
    log: name => readFile(join(state, 'logs', `${name}.log`), 'utf8'),
    async crash() {
      // the backend is the one program whose configuration lies in this state
      await execFileAsync('pkill', ['-KILL', '-f', `packages/backend .*${state}/app-config.local.yaml`]);
      await running.ended;
    },
    async resume() {
      running = await run();
    },
    async stop() {
      running.child.kill('SIGINT');
      await running.ended;
      await rm(state, { recursive: true, force: true });
    },
  };
}

/** Signs in as one of the guests, such as `guest-on-call`; they are known a moment after the first start. */
export async function tokenOfGuest(url: string, role: string): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(`${url}/api/auth/${role}/refresh`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    if (response.ok) return (await response.json()).backstageIdentity.token;
    if (attempt > 40) throw new Error(`${role} cannot sign in: ${await response.text()}`);
    await sleep(500);
  }
}
