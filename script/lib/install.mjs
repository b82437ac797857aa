/**
 * `node script/lib/install.mjs`: a portal with the suite installed from packed packages, against a forge; both of its
 * web apps are served. `script/test install` looks at them. Ctrl-C ends it.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownChildren, waitFor } from './children.mjs';
import { ensureSecrets } from './configuration.mjs';
import { fail, Problem, say, step } from './console.mjs';
import { configurationFiles, makePortal } from './existing-portal.mjs';
import { seedForge, startForge } from './forge.mjs';
import { root, state } from './paths.mjs';
import { packPackages } from './published-packages.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';

const portFrom = name => {
  const port = Number(process.env[name]);
  if (!Number.isInteger(port) || port < 1) throw new Problem(`${name} is not set.`, `Give a free port: ${name}=7008`);
  return port;
};

/** What the guide leaves to a portal: here, that GitHub is the forge on this machine. */
function machineConfiguration({ app, port, forge, forgePort, secrets, directory }) {
  const host = `localhost:${forgePort}`;
  const url = `http://localhost:${port}`;
  return {
    app: { baseUrl: url, packageName: app },
    platform: { gitUrl: forge.secureUrl, webUrl: forge.url, creationKey: secrets.creationKey },
    backend: { baseUrl: url, listen: { host: '127.0.0.1', port }, cors: { origin: url }, reading: { allow: [{ host }] } },
    integrations: {
      github: [{ host, apiBaseUrl: `http://${host}/api/v3`, rawBaseUrl: `http://${host}/raw`, token: secrets.portalToken }],
    },
    catalog: {
      locations: [
        { type: 'file', target: join(directory, 'organisation.yaml'), rules: [{ allow: ['User', 'Group'] }] },
        ...['service', 'undo-service', 'adr', 'module', 'waiver'].map(name => ({
          type: 'url',
          target: `https://${host}/connectly/platform/blob/main/templates/${name}/template.yaml`,
          rules: [{ allow: ['Template'] }],
        })),
      ],
    },
    repositories: { providers: [{ host }], directory: join(state, `mirrors-${app}`) },
  };
}

async function startApp(children, toolchain, options) {
  const { app, port, directory, forge, secrets } = options;
  const file = join(state, `app-config.${app}.yaml`);
  await writeFile(file, JSON.stringify(machineConfiguration(options)), { mode: 0o600 });
  const log = join(state, 'logs', `${app}.log`);
  const configuration = [...configurationFiles(directory), file].flatMap(path => ['--config', path]);
  await children.start(
    app,
    toolchain.node,
    ['--require', join(directory, 'node_modules/@backstage/cli/config/nodeTransform.cjs'), 'src/index.ts', ...configuration],
    {
      cwd: join(directory, 'packages/backend'),
      log,
      env: {
        ...toolchain.env,
        NODE_ENV: 'production',
        NODE_EXTRA_CA_CERTS: forge.certificateFile,
        GIT_SSL_CAINFO: forge.certificateFile,
        GITHUB_WEBHOOK_SECRET: secrets.webhookSecret,
      },
    },
  );
  await waitFor(`http://localhost:${port}/.backstage/health/v1/readiness`, { seconds: 120, name: app, log });
}

async function main() {
  const ports = { app: portFrom('PORTAL_PORT'), legacy: portFrom('PORTAL_LEGACY_PORT'), forge: portFrom('PORTAL_FORGE_PORT') };
  if (state.startsWith(root)) throw new Problem('PORTAL_STATE lies in the checkout.', 'Name an empty directory elsewhere.');
  const directory = join(state, 'portal');
  const { children } = ownChildren();
  try {
    const toolchain = await ensureToolchain();
    await ensureDependencies(toolchain);
    const archives = await packPackages(toolchain);
    await rm(directory, { recursive: true, force: true });
    await mkdir(state, { recursive: true });
    await makePortal(toolchain, directory, archives);
    const secrets = await ensureSecrets();
    const forge = await step('Starting the forge', () => startForge(children, toolchain, { forgePort: ports.forge, secrets }));
    const url = `http://localhost:${ports.app}`;
    await step('Seeding the forge', () => seedForge(toolchain, { forge, secrets, url, atlantisPort: ports.legacy }));
    await step('Starting the portal', () =>
      Promise.all([
        startApp(children, toolchain, { app: 'app', port: ports.app, forge, forgePort: ports.forge, secrets, directory }),
        startApp(children, toolchain, { app: 'app-legacy', port: ports.legacy, forge, forgePort: ports.forge, secrets, directory }),
      ]),
    );
    say(`New frontend system ${url}`);
    say(`Old frontend system http://localhost:${ports.legacy}`);
    say('Everything listens on this machine only. Ctrl-C ends it.');
  } catch (error) {
    if (children.stopping) return;
    await children.stopAll();
    fail(error);
  }
}

main().catch(fail);
