/** What only this machine knows: ports, tokens and secrets, made once and kept until `--reset`. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from './console.mjs';
import { root, state } from './paths.mjs';

const secret = () => randomBytes(24).toString('hex');

/**
 * @typedef {object} Secrets
 * @property {string} adminToken the forge's administrator
 * @property {string} portalToken the portal at the forge
 * @property {string} atlantisToken Atlantis at the forge
 * @property {string} modulesToken reads the central repository, for `terraform init`
 * @property {string} webhookSecret what the forge signs with
 * @property {string} atlantisApiSecret Atlantis's own API
 * @property {string} atlantisPassword Atlantis's pages, which it offers on every network of the machine
 * @property {string} creationKey what the portal signs its creations with
 */

/** @returns {Promise<Secrets>} */
export async function ensureSecrets() {
  const file = join(state, 'secrets.json');
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  // a state from before a secret was needed gets that one, and keeps the others
  const secrets = {
    adminToken: secret(),
    portalToken: secret(),
    atlantisToken: secret(),
    // a forge that was filled before there was this one knows Atlantis's only
    modulesToken: known.atlantisToken ?? secret(),
    webhookSecret: secret(),
    atlantisApiSecret: secret(),
    atlantisPassword: secret(),
    creationKey: secret(),
    ...known,
  };
  if (Object.keys(secrets).some(name => !(name in known))) {
    await mkdir(state, { recursive: true });
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return secrets;
}

const header = '# Written by script/start for this machine; it is written again at each start.\n';

/**
 * Writes `app-config.local.yaml`. JSON is YAML, so no value can be misread.
 *
 * @param {{ port: number, forgePort: number, secrets: Secrets }} options
 * @returns {Promise<string>} its path
 */
export async function writeLocalConfiguration({ port, forgePort, secrets }) {
  // a second state, such as a test's, must not change what `yarn start` reads
  const file = join(process.env.PORTAL_STATE ? state : root, 'app-config.local.yaml');
  const existing = await readFile(file, 'utf8').catch(() => header);
  if (!existing.startsWith(header)) {
    throw new Problem(
      'app-config.local.yaml is not one that script/start wrote.',
      'Move it away, or start the portal with your own configuration: yarn start.',
    );
  }
  const url = `http://localhost:${port}`;
  const host = `localhost:${forgePort}`;
  const guest = user => ({ userEntityRef: `user:default/${user}`, dangerouslyAllowOutsideDevelopment: true });
  const configuration = {
    app: { baseUrl: url },
    platform: {
      guests: true,
      gitUrl: `https://${host}`,
      webUrl: `http://${host}`,
      machineUsers: ['atlantis', 'portal'],
      creationKey: secrets.creationKey,
    },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      cors: { origin: url },
      // people's pictures come from the forge
      csp: { 'img-src': ["'self'", 'data:', `http://${host}`] },
      reading: { allow: [{ host }] },
      database: { client: 'better-sqlite3', connection: { directory: join(state, 'database') } },
    },
    integrations: {
      github: [{ host, apiBaseUrl: `http://${host}/api/v3`, rawBaseUrl: `http://${host}/raw`, token: secrets.portalToken }],
    },
    events: { modules: { github: { webhookSecret: secrets.webhookSecret } } },
    auth: {
      providers: {
        'guest-service-developer': guest('jiwoo'),
        'guest-platform-engineer': guest('minseo'),
        'guest-on-call': guest('haneul'),
      },
    },
    catalog: {
      locations: ['service', 'undo-service', 'adr', 'module', 'waiver'].map(name => ({
        type: 'file',
        target: join(root, 'templates', name, 'template.yaml'),
        rules: [{ allow: ['Template'] }],
      })),
      providers: {
        githubOrg: [
          {
            id: 'forge',
            githubUrl: `http://${host}`,
            orgs: ['connectly'],
            schedule: { initialDelay: { seconds: 0 }, frequency: { minutes: 10 }, timeout: { minutes: 2 } },
          },
        ],
      },
    },
    techdocs: { publisher: { type: 'local', local: { publishDirectory: join(state, 'techdocs') } } },
    repositories: {
      providers: [{ host, organisation: 'connectly', gitUrl: `http://${host}` }],
      directory: join(state, 'mirrors'),
    },
  };
  await writeFile(file, `${header}${JSON.stringify(configuration, undefined, 2)}\n`, { mode: 0o600 });
  return file;
}
