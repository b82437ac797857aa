/** An organisation of any size on the forge: every repository holds what one of ours holds, and is its own. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { RunningForge, startForge } from '@connectly/forge';

const execFileAsync = promisify(execFile);

/** The name that both sides are told. */
export const organisation = 'connectly';
const token = 'ghp_portal0000000000000000000000000000000000';

/** What of a service both sides read: theirs its catalog-info.yaml, ours its documents and Terraform too. */
const files: Record<string, string> = {
  'README.md': '# Service\n',
  'catalog-info.yaml': [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    '  name: service',
    'spec:',
    '  type: service',
    '  lifecycle: production',
    '  owner: payments',
    '',
  ].join('\n'),
  'docs/index.md': '# Service\n',
  'terraform/dev/main.tf': 'locals {\n  name = "service"\n}\n',
};

async function makeOriginal(directory: string): Promise<void> {
  const git = (...args: string[]) =>
    execFileAsync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: directory });
  await git('init', '--quiet', '--initial-branch=main', '.');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'Start');
}

/** A running organisation. */
export interface ManyRepositories {
  forge: RunningForge;
  /** Scratch directory, removed on close. */
  directory: string;
  /** Configuration that lets a backend ask the forge. */
  integrations: { github: { host: string; apiBaseUrl: string; token: string }[] };
  close(): Promise<void>;
}

/** Starts the forge with `count` repositories. */
export async function startManyRepositories(count: number): Promise<ManyRepositories> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-sweep-'));
  const original = join(directory, 'original');
  await mkdir(original);
  await makeOriginal(original);
  const names = Array.from({ length: count }, (_, index) => `service-${String(index + 1).padStart(5, '0')}`);
  const forge = await startForge({
    dataDirectory: join(directory, 'forge'),
    seed: {
      users: [{ login: 'portal', isBot: true, tokens: [token] }],
      organizations: [
        {
          login: organisation,
          owners: ['portal'],
          repositories: names.map(name => ({ name, visibility: 'private', importFrom: original })),
        },
      ],
    },
  });
  return {
    forge,
    directory,
    integrations: {
      github: [{ host: new URL(forge.httpUrl).host, apiBaseUrl: `${forge.httpUrl}/api/v3`, token }],
    },
    async close() {
      await forge.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
