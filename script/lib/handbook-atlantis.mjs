/**
 * Real Atlantis on the forge, for reproductions: its configuration is compiled from registrations as in production, and people work
 * in pull requests. Who shares a server takes turns.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileWaivers } from '../../infrastructure/atlantis/compile-waivers.mjs';
import { startBehindRunner } from './atlantis-server.mjs';
import { Children, waitFor } from './children.mjs';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { run } from './run.mjs';
import { ensureGoTool } from './tools.mjs';

const patienceMilliseconds = 60_000;
const tokens = Object.fromEntries(['forge-admin', 'atlantis', 'jiwoo', 'hana', 'doyun'].map(login => [login, `ghp_handbook_${login}`]));
const webhookSecret = 'handbook';

/** Services that are registered from the start. */
const registered = ['approval', 'locked', 'naming', 'overriding', 'diverging', 'commanding', 'arguments'];

const registrationOf = name =>
  JSON.stringify({
    apiVersion: 'platform.connectly.io/v1', kind: 'Service', name, repository: `connectly/${name}`,
    owner: 'group:default/payments', environments: ['dev'], tier: 'standard',
  });

class AtlantisWorld {
  #last = Promise.resolve();

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** Lets one reproduction work at a time. */
  turn(work) {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }

  /** Asks the forge's REST API as somebody. */
  async rest(method, path, body, login = 'forge-admin') {
    const response = await fetch(`${this.forgeUrl}/api/v3${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[login]}`, 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Writes files to a branch, which is made from main where it is new; as somebody of the owning team, for whose pushes Atlantis plans. */
  async commit(repository, branch, files) {
    const path = `/repos/connectly/${repository}`;
    const { object } = await this.rest('GET', `${path}/git/ref/heads/main`);
    await this.rest('POST', `${path}/git/refs`, { ref: `refs/heads/${branch}`, sha: object.sha }, 'jiwoo').catch(() => {});
    for (const [name, content] of Object.entries(files)) {
      const is = await this.rest('GET', `${path}/contents/${name}?ref=${branch}`).catch(() => undefined);
      await this.rest('PUT', `${path}/contents/${name}`, {
        message: `feat: ${name}`, branch, content: Buffer.from(content).toString('base64'), ...(is ? { sha: is.sha } : {}),
      }, 'jiwoo');
    }
  }

  /** A service's repository with one project. */
  async repository(name, settings = {}) {
    await this.rest('POST', '/orgs/connectly/repos', { name, private: true, auto_init: true });
    for (const login of ['atlantis', 'jiwoo', 'hana']) {
      await this.rest('PUT', `/repos/connectly/${name}/collaborators/${login}`, { permission: 'push' });
    }
    await this.commit(name, 'main', { 'atlantis.yaml': this.projects(name, settings) });
  }

  projects(name, settings = {}) {
    return JSON.stringify({
      version: 3,
      projects: [{ name: `${name}-dev`, dir: 'terraform/dev', autoplan: { when_modified: ['*.tf'] }, ...settings }],
    });
  }

  /** Opens a pull request that changes the project, and gives its number. */
  async open(repository, branch, files = { 'terraform/dev/main.tf': `resource "terraform_data" "this" {\n  input = "${branch}"\n}\n` }) {
    await this.commit(repository, branch, files);
    const { number } = await this.rest('POST', `/repos/connectly/${repository}/pulls`, { title: branch, head: branch, base: 'main' }, 'jiwoo');
    return number;
  }

  async approve(repository, number) {
    await this.rest('POST', `/repos/connectly/${repository}/pulls/${number}/reviews`, { event: 'APPROVE', body: 'Good.' }, 'hana');
  }

  async #comments(repository, number) {
    const comments = await this.rest('GET', `/repos/connectly/${repository}/issues/${number}/comments?per_page=100`);
    return comments.filter(({ user }) => user.login === 'atlantis');
  }

  /** What Atlantis answers to what `act` does in a pull request: its next comment with these words. */
  async answer(repository, number, words, act) {
    const before = act ? (await this.#comments(repository, number)).length : 0;
    await act?.();
    const until = Date.now() + patienceMilliseconds;
    let later = [];
    while (Date.now() < until) {
      later = (await this.#comments(repository, number)).slice(before).map(({ body }) => body);
      const answer = later.find(body => body.includes(words));
      if (answer) return answer;
      await sleep(250);
    }
    throw new Error(`Atlantis does not say "${words}" in connectly/${repository}#${number}, but:\n${later.join('\n') || (await this.tail())}`);
  }

  /** Waits until a new pull request is planned and checked. */
  planned(repository, number) {
    return this.answer(repository, number, 'Ran Policy Check');
  }

  /** What Atlantis answers to a comment. */
  say(repository, number, body, words, login = 'jiwoo') {
    return this.answer(repository, number, words, () =>
      this.rest('POST', `/repos/connectly/${repository}/issues/${number}/comments`, { body: body.trim() }, login),
    );
  }

  /** What the server wrote last. */
  async tail() {
    return (await readFile(this.log, 'utf8')).slice(-3000);
  }

  /** Registers a service, as a merged pull request in the central repository does. */
  async register(name) {
    await writeFile(join(this.registrations, `${name}.yaml`), registrationOf(name));
    await this.restart();
  }
}

/** @returns {Promise<AtlantisWorld & { stop: () => Promise<void> }>} */
export async function startAtlantisWorld({ program, toolchain, env, bin }) {
  const home = await mkdtemp(join(tmpdir(), 'platform-handbook-atlantis-'));
  const children = new Children(() => {});
  const [forgePort, port] = [await freePort(), await freePort()];
  const registrations = join(home, 'registrations');
  for (const directory of ['registrations', 'forge']) await mkdir(join(home, directory));
  const policies = join(home, 'policies');
  await cp(join(root, 'infrastructure/policies'), policies, { recursive: true });
  await compileWaivers(join(policies, 'waivers'), join(policies, 'waivers.json'), await ensureGoTool('conftest'));
  const seed = {
    users: [
      { login: 'forge-admin', isSiteAdmin: true, tokens: [tokens['forge-admin']] },
      { login: 'atlantis', isBot: true, tokens: [tokens.atlantis] },
      ...['jiwoo', 'hana', 'doyun'].map(login => ({ login, tokens: [tokens[login]] })),
    ].map(user => ({ name: user.login, email: `${user.login}@example.test`, ...user })),
    organizations: [{
      login: 'connectly', name: 'Connectly', owners: ['forge-admin'], members: ['atlantis', 'jiwoo', 'hana', 'doyun'],
      teams: [{ name: 'payments', members: ['jiwoo', 'hana'] }, { name: 'growth', members: ['doyun'] }],
      hooks: [{ url: `http://localhost:${port}/events`, secret: webhookSecret, events: ['pull_request', 'issue_comment', 'pull_request_review', 'push'] }],
    }],
  };
  await writeFile(join(home, 'seed.json'), JSON.stringify(seed));
  const forgeLog = join(home, 'forge.log');
  await children.start(
    'forge',
    toolchain.node,
    [
      join(root, 'packages/forge/bin/forge'), 'serve',
      '--data', join(home, 'forge'), '--port', String(forgePort), '--seed', join(home, 'seed.json'),
    ],
    { env: toolchain.env, log: forgeLog },
  );
  await waitFor(`http://localhost:${forgePort}/api/v3/meta`, { seconds: 60, name: 'forge', log: forgeLog });
  const certificate = join(home, 'forge/certificate.pem');
  const log = join(home, 'atlantis.log');
  const repos = join(home, 'repos.yaml');
  const data = join(home, 'data');

  const halt = () => children.stop('Atlantis server');
  const restart = async () => {
    await halt();
    await run(
      toolchain.node,
      [
        join(root, 'packages/cli/bin/platform'), 'atlantis', 'compile',
        '--registrations', registrations, '--policies', policies,
        '--may-command', join(root, 'infrastructure/atlantis/may-command.mjs'),
        '--check-waivers', join(root, 'infrastructure/atlantis/check-waivers.mjs'), '--out', repos,
      ],
      { env: { ...toolchain.env, PLATFORM_GIT_URL: `https://localhost:${forgePort}` } },
    );
    await startBehindRunner(children, toolchain, {
      program,
      args: [
        '--repo-allowlist', 'localhost/connectly/*', '--atlantis-url', `http://localhost:${port}`, '--port', String(port), '--repo-config', repos,
      ],
      home,
      log,
      env: {
        ...env,
        PATH: [bin, env.PATH].join(delimiter),
        ATLANTIS_GH_HOSTNAME: `localhost:${forgePort}`,
        ATLANTIS_GH_USER: 'atlantis',
        ATLANTIS_GH_TOKEN: tokens.atlantis,
        ATLANTIS_GH_WEBHOOK_SECRET: webhookSecret,
        PLATFORM_MODULES_TOKEN: tokens.atlantis,
        SSL_CERT_FILE: certificate,
        GIT_SSL_CAINFO: certificate,
      },
    });
    await waitFor(`http://localhost:${port}/healthz`, { seconds: 60, name: 'Atlantis server', log });
  };
  for (const name of registered) await writeFile(join(registrations, `${name}.yaml`), registrationOf(name));
  await restart();
  const world = new AtlantisWorld({
    forgeUrl: `http://localhost:${forgePort}`, url: `http://localhost:${port}`, token: tokens['forge-admin'], registrations, halt, restart, log, data,
  });
  return Object.assign(world, {
    async stop() {
      await children.stopAll();
      await rm(home, { recursive: true, force: true });
    },
  });
}
