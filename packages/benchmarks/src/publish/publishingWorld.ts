/** A forge with an organisation and its central repository, and services to publish to it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { globalAgent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RunningForge, startForge } from '@connectly/forge';
import { parseServiceAnswers, RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import {
  createModuleCatalogue,
  defaultPlatformSettings,
  ForgeAccess,
  PlatformSettings,
  renderService,
} from '@connectly/plugin-platform-node';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';

const execFileAsync = promisify(execFile);

/** One service that is to be published, ready rendered: rendering is the same work for either side. */
export interface ServiceToPublish {
  answers: ServiceAnswers;
  rendered: RenderedService;
}

/** What either side publishes to. */
export interface PublishingWorld {
  /** Scratch directory, removed on close. */
  directory: string;
  forge: RunningForge;
  settings: PlatformSettings;
  access: ForgeAccess;
  token: string;
  /** Renders a service under a name of its own. */
  service(name: string): Promise<ServiceToPublish>;
  close(): Promise<void>;
}

async function makeCentral(directory: string) {
  const git = (args: string[]) =>
    execFileAsync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: directory });
  await git(['init', '--quiet', '--initial-branch=main', '.']);
  await writeFile(join(directory, 'README.md'), '# Platform\n');
  await git(['add', '.']);
  await git(['commit', '--quiet', '-m', 'Start']);
}

/** Starts the forge on a free port with the organisation `connectly`, a team and the central repository. */
export async function startPublishingWorld(checkout: string): Promise<PublishingWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-publish-'));
  const central = await mkdtemp(join(directory, 'central-'));
  await makeCentral(central);
  const token = 'ghp_portal0000000000000000000000000000000000';
  const forge = await startForge({
    dataDirectory: join(directory, 'forge'),
    seed: {
      users: [{ login: 'portal', isBot: true, tokens: [token] }, { login: 'jiwoo' }],
      organizations: [
        {
          login: 'connectly',
          basePermission: 'read',
          owners: ['portal'],
          members: ['jiwoo'],
          teams: [{ name: 'payments', members: ['jiwoo'] }],
          repositories: [{ name: 'platform', visibility: 'private', importFrom: central }],
        },
      ],
    },
  });
  // git pushes over TLS on both sides: ours by the program git, the peer by isomorphic-git in this process
  process.env.GIT_SSL_CAINFO = forge.certificateFile;
  globalAgent.options.ca = readFileSync(forge.certificateFile);
  const settings: PlatformSettings = {
    ...defaultPlatformSettings,
    gitUrl: forge.httpsUrl,
    webUrl: forge.httpUrl,
    portalUrl: 'http://localhost:7007',
  };
  const catalogue = createModuleCatalogue((await readModuleCatalogue(checkout)).values());
  return {
    directory,
    forge,
    settings,
    token,
    access: { apiUrl: `${forge.httpUrl}/api/v3`, gitUrl: forge.httpsUrl, token: async () => token },
    async service(name) {
      const parsed = parseServiceAnswers({
        name,
        owner: 'payments',
        description: 'Takes payments',
        environments: ['dev', 'prod'],
        size: 'small',
        database: 'none',
        exposure: 'internal',
      });
      if (!parsed.ok) throw parsed.errors[0];
      return { answers: parsed.answers, rendered: await renderService({ answers: parsed.answers, catalogue, settings }) };
    },
    async close() {
      await forge.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
