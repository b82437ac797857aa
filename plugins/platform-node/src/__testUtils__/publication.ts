/** What the tests of this folder share: a real forge with a central repository, and a rendered service. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningForge, startForge } from '@connectly/forge';
import {
  parseServiceAnswers,
  RenderedService,
  ServiceAnswers,
} from '@connectly/plugin-platform-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { createModuleCatalogue, renderService } from '../render';
import { defaultPlatformSettings, PlatformSettings } from '../settings';
import { ForgeAccess } from '../publish/ForgeClient';

const execFileAsync = promisify(execFile);

/** Answers of the service that the tests publish. */
export function testAnswers(change: Record<string, unknown> = {}): ServiceAnswers {
  const parsed = parseServiceAnswers({
    name: 'checkout',
    owner: 'payments',
    description: 'Takes "payments" & ${more}',
    environments: ['dev', 'prod'],
    size: 'small',
    database: 'none',
    exposure: 'internal',
    ...change,
  });
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

/** What people and machines other than the portal call the forge with. */
export const testTokens = {
  jiwoo: 'ghp_jiwoo00000000000000000000000000000000000',
  atlantis: 'ghp_atlantis00000000000000000000000000000000',
};

/** A forge and everything that publishing to it needs. */
export interface TestPublication {
  forge: RunningForge;
  settings: PlatformSettings;
  access: ForgeAccess;
  creationKey: string;
  render(answers: ServiceAnswers): Promise<RenderedService>;
  /** Runs git in a fresh clone of a repository and gives what it prints. */
  git(repository: string, args: string[]): Promise<string>;
  /** Works in a fresh clone of a repository as a person would. */
  work(repository: string, script: string): Promise<void>;
  close(): Promise<void>;
}

function makeCentral(directory: string) {
  const git = (args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: directory });
  git(['init', '--quiet', '--initial-branch=main', '.']);
  writeFileSync(join(directory, 'README.md'), '# Platform\n');
  git(['add', '.']);
  git(['commit', '--quiet', '-m', 'Start']);
}

/** Starts a forge with the organisation `connectly`, two teams and the central repository. */
export async function startTestPublication(checkout: string): Promise<TestPublication> {
  const directory = mkdtempSync(join(tmpdir(), 'publish-test-'));
  const central = mkdtempSync(join(directory, 'central-'));
  makeCentral(central);
  const token = 'ghp_portal0000000000000000000000000000000000';
  const forge = await startForge({
    dataDirectory: join(directory, 'forge'),
    seed: {
      users: [
        { login: 'portal', isBot: true, tokens: [token] },
        { login: 'atlantis', isBot: true, tokens: [testTokens.atlantis] },
        { login: 'jiwoo', tokens: [testTokens.jiwoo] },
      ],
      organizations: [
        {
          login: 'connectly',
          basePermission: 'read',
          owners: ['portal', 'atlantis'],
          members: ['jiwoo'],
          teams: [{ name: 'payments', members: ['jiwoo'] }, { name: 'orders' }],
          repositories: [{ name: 'platform', visibility: 'private', importFrom: central }],
        },
      ],
    },
  });
  // the test process trusts the forge's certificate for git; its API is asked over plain HTTP on the loopback
  process.env.GIT_SSL_CAINFO = forge.certificateFile;
  const settings = {
    ...defaultPlatformSettings,
    gitUrl: forge.httpsUrl,
    webUrl: forge.httpUrl,
    portalUrl: 'http://localhost:7007',
  };
  const modules = await readModuleCatalogue(checkout);
  // never synchronously: the forge answers in this very process
  async function clone(repository: string) {
    const identity = { name: 'Jiwoo', email: 'jiwoo@connectly.example' };
    const env = {
      PATH: process.env.PATH,
      GIT_SSL_CAINFO: forge.certificateFile,
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
    };
    const cwd = mkdtempSync(join(directory, 'clone-'));
    const url = forge.httpsUrl.replace('https://', `https://portal:${token}@`);
    await execFileAsync('git', ['clone', '--quiet', `${url}/connectly/${repository}.git`, cwd], { timeout: 20_000, env });
    return { cwd, timeout: 20_000, env };
  }
  return {
    forge,
    settings,
    access: {
      apiUrl: `${forge.httpUrl}/api/v3`,
      gitUrl: forge.httpsUrl,
      token: async () => token,
    },
    creationKey: 'a key of the tests',
    render: answers =>
      renderService({ answers, catalogue: createModuleCatalogue(modules.values()), settings }),
    async git(repository, args) {
      const { stdout } = await execFileAsync('git', args, await clone(repository));
      return stdout;
    },
    async work(repository, script) {
      await execFileAsync('sh', ['-ec', script], await clone(repository));
    },
    async close() {
      await forge.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
