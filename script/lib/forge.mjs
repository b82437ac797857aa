/** The forge on this machine: started, and filled the first time. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from './children.mjs';
import { root, state } from './paths.mjs';
import { run } from './run.mjs';

const home = join(state, 'forge');
const data = join(home, 'data');
const central = join(home, 'central.git');
const program = join(root, 'packages/forge/bin/forge');
const cli = join(root, 'packages/cli/bin/platform');

/** Who and what is there before anybody has done anything. Repositories are taken over from `central`. */
async function writeSeed(secrets, apps) {
  const { users, organization } = JSON.parse(await readFile(join(root, 'script/seed/organisation.json'), 'utf8'));
  const seed = {
    users: [
      ...users,
      { login: 'forge-admin', name: 'Forge administrator', isSiteAdmin: true, tokens: [secrets.adminToken] },
      { login: 'portal', name: 'Platform portal', isBot: true, tokens: [secrets.portalToken] },
      { login: 'atlantis', name: 'Atlantis', isBot: true, tokens: [secrets.atlantisToken] },
      { login: 'modules', name: 'Reader of the shared modules', isBot: true, tokens: [secrets.modulesToken] },
    ],
    organizations: [
      {
        ...organization,
        apps,
        owners: [...organization.owners, 'forge-admin', 'portal', 'atlantis'],
        repositories: [
          {
            name: 'platform',
            description: 'Shared infrastructure, modules, Atlantis and the portal',
            visibility: 'private',
            defaultBranch: 'main',
            importFrom: central,
            teams: { platform: 'admin' },
            // registrations and waivers are merged after a review, by administrators too
            protection: { main: { requiredApprovals: 1, enforceAdmins: true, dismissStaleReviews: true, requireLastPushApproval: true } },
          },
        ],
      },
    ],
  };
  const file = join(home, 'seed.json');
  await writeFile(file, JSON.stringify(seed), { mode: 0o600 });
  return file;
}

const seeded = join(home, '.seeded');

/** Whether the services and webhooks were laid, which is the last step of seeding. */
export async function isSeeded() {
  return await readFile(seeded).then(
    () => true,
    () => false,
  );
}

const commitOfCheckout = () => run('git', ['rev-parse', 'HEAD'], { cwd: root }).then(output => output.trim());

/** Whether the checkout has moved on since the forge's central repository was made from it. */
export async function isSeededFromEarlier() {
  return (await readFile(seeded, 'utf8')).trim() !== (await commitOfCheckout());
}

/**
 * @param {{ forgePort: number, secrets: import('./configuration.mjs').Secrets, apps?: object[] }} options `apps` are GitHub Apps of the
 *   organisation; the first one's id is 1
 * @returns {Promise<{ url: string, secureUrl: string, certificateFile: string }>}
 */
export async function startForge(children, toolchain, { forgePort, secrets, apps }) {
  await mkdir(home, { recursive: true });
  const args = ['serve', '--data', data, '--port', String(forgePort)];
  if (!(await isSeeded())) {
    await run(toolchain.node, [cli, 'seed', 'central', '--checkout', root, '--out', central], { env: toolchain.env });
    args.push('--seed', await writeSeed(secrets, apps));
  }
  const log = join(state, 'logs', 'forge.log');
  await children.start('forge', toolchain.node, [program, ...args], { env: toolchain.env, log });
  const url = `http://localhost:${forgePort}`;
  await waitFor(`${url}/api/v3/meta`, { seconds: 60, name: 'forge', log });
  return { url, secureUrl: `https://localhost:${forgePort}`, certificateFile: join(data, 'certificate.pem') };
}

async function ask(forge, secrets, method, path, body) {
  const response = await fetch(`${forge.url}/api/v3${path}`, {
    method,
    headers: { authorization: `Bearer ${secrets.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The forge refused ${method} ${path}: ${await response.text()}`);
}

const addHook = (forge, secrets, url) =>
  ask(forge, secrets, 'POST', '/orgs/connectly/hooks', {
    name: 'web',
    active: true,
    events: ['*'],
    config: { url, content_type: 'json', secret: secrets.webhookSecret },
  });

/** Makes the services and the webhooks; what the forge holds afterwards is kept until `--reset`. */
export async function seedForge(toolchain, { forge, secrets, url, atlantisPort }) {
  await run(toolchain.node, [cli, 'seed', 'services', '--checkout', root, '--central', central], {
    env: {
      ...toolchain.env,
      NODE_EXTRA_CA_CERTS: forge.certificateFile,
      GIT_SSL_CAINFO: forge.certificateFile,
      PLATFORM_GIT_URL: forge.secureUrl,
      PLATFORM_WEB_URL: forge.url,
      PLATFORM_PORTAL_URL: url,
      PLATFORM_FORGE_TOKEN: secrets.portalToken,
      PLATFORM_CREATION_KEY: secrets.creationKey,
      PLATFORM_REVIEWER_TOKEN: secrets.adminToken,
    },
    log: join(state, 'logs', 'seed.log'),
  });
  // no member of the organisation: it sees this repository and no other
  await ask(forge, secrets, 'PUT', '/repos/connectly/platform/collaborators/modules', { permission: 'pull' });
  await addHook(forge, secrets, `${url}/api/events/http/github`);
  await addHook(forge, secrets, `http://localhost:${atlantisPort}/events`);
  await writeFile(seeded, `${await commitOfCheckout()}\n`);
}
