import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, withToken } from './__testUtils__/gitClient';
import { testSeed, tokens } from './__testUtils__/TestForge';

const rounds = 8;
const program = join(__dirname, '../bin/forge');

interface Served {
  child: ChildProcess;
  httpUrl: string;
}

const children = new Set<ChildProcess>();
let directory: string;
let data: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'forge-durability-'));
  data = join(directory, 'data');
  await writeFile(join(directory, 'seed.json'), JSON.stringify(testSeed));
});
// A failed test must not leave its forge to the next one.
afterEach(async () => {
  for (const child of [...children]) {
    const dies = ended(child);
    child.kill('SIGKILL');
    await dies;
  }
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function serve(): Promise<Served> {
  const child = spawn(
    process.execPath,
    [program, 'serve', '--data', data, '--seed', join(directory, 'seed.json')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Jest's own hooks into Node must not follow.
      env: { PATH: process.env.PATH, HOME: directory },
    },
  );
  children.add(child);
  child.on('exit', () => children.delete(child));
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', chunk => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
    child.on('exit', code => reject(new Error(`The forge ended with ${code}`)));
  });
  return { child, httpUrl: JSON.parse(line).httpUrl };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => child.on('exit', resolve));
}

async function ask(
  httpUrl: string,
  method: string,
  path: string,
  body?: unknown,
) {
  const response = await fetch(`${httpUrl}${path}`, {
    method,
    headers: { authorization: `token ${tokens.admin}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return {
    status: response.status,
    body: response.status === 204 ? undefined : await response.json(),
  };
}

/** What the forge said yes to, and so must never forget. */
interface Acknowledged {
  repositories: string[];
  commits: Array<{ branch: string; sha: string }>;
  pushes: Array<{ branch: string; sha: string }>;
}

function acknowledgements(kept: Acknowledged): number {
  return kept.repositories.length + kept.commits.length + kept.pushes.length;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

it('keeps everything that it acknowledged, however often it is killed', async () => {
  const kept: Acknowledged = {
    repositories: [],
    commits: [],
    pushes: [],
  };
  let forge = await serve();
  await ask(forge.httpUrl, 'POST', '/api/v3/orgs/acme/repos', {
    name: 'base',
    auto_init: true,
  });
  await ask(forge.httpUrl, 'POST', '/api/v3/repos/acme/base/hooks', {
    events: ['*'],
    config: { url: 'http://127.0.0.1:9/nobody', content_type: 'json' },
  });
  const { body: main } = await ask(
    forge.httpUrl,
    'GET',
    '/api/v3/repos/acme/base/git/ref/heads/main',
  );
  const { sha } = main.object;
  const work = join(directory, 'work');
  await git(directory, [
    'clone',
    '--quiet',
    withToken(`${forge.httpUrl}/acme/base.git`, tokens.admin),
    work,
  ]);
  await git(work, ['config', 'gc.auto', '0']);

  for (let round = 0; round < rounds; round += 1) {
    const { httpUrl, child } = forge;
    const dies = ended(child);
    let alive = true;
    const loop = async (act: (step: number) => Promise<void>) => {
      for (let step = 0; alive; step += 1) {
        try {
          await act(step);
        } catch {
          return; // the forge died under it: nothing was acknowledged
        }
      }
    };
    const loops = [
      loop(async step => {
        const name = `r${round}-${step}`;
        const made = await ask(httpUrl, 'POST', '/api/v3/orgs/acme/repos', {
          name,
          auto_init: step % 2 === 0,
        });
        if (made.status === 201) kept.repositories.push(name);
      }),
      loop(async step => {
        const branch = `c${round}-${step}`;
        const made = await ask(httpUrl, 'POST', '/api/graphql', {
          query: `mutation($input: CreateCommitOnBranchInput!, $ref: CreateRefInput!) {
            ref: createRef(input: $ref) { clientMutationId }
            commit: createCommitOnBranch(input: $input) { commit { oid } } }`,
          variables: {
            ref: {
              repositoryId: Buffer.from('010:Repository1').toString('base64'),
              name: `refs/heads/${branch}`,
              oid: sha,
            },
            input: {
              branch: {
                repositoryNameWithOwner: 'acme/base',
                branchName: branch,
              },
              expectedHeadOid: sha,
              message: { headline: branch },
              fileChanges: { additions: [{ path: branch, contents: 'eA==' }] },
            },
          },
        });
        const oid = made.body.data?.commit?.commit.oid;
        if (oid) kept.commits.push({ branch, sha: oid });
      }),
      loop(async step => {
        const branch = `p${round}-${step}`;
        await git(work, ['commit', '--quiet', '--allow-empty', '-m', branch]);
        const pushed = (await git(work, ['rev-parse', 'HEAD'])).stdout.trim();
        await git(work, [
          'push',
          '--quiet',
          withToken(`${httpUrl}/acme/base.git`, tokens.admin),
          `HEAD:refs/heads/${branch}`,
        ]);
        kept.pushes.push({ branch, sha: pushed });
      }),
    ];
    // Some work of this round first, however busy the machine is; then any moment.
    const before = acknowledgements(kept);
    while (acknowledgements(kept) < before + 6 && alive) await pause(10);
    await pause(Math.random() * 250);
    child.kill('SIGKILL');
    alive = false;
    await dies;
    await Promise.all(loops);
    forge = await serve();
  }

  expect(acknowledgements(kept)).toBeGreaterThanOrEqual(rounds * 6);
  expect(kept.commits.length).toBeGreaterThan(0);
  expect(kept.pushes.length).toBeGreaterThan(0);
  const lost: string[] = [];
  for (const name of kept.repositories) {
    if (
      (await ask(forge.httpUrl, 'GET', `/api/v3/repos/acme/${name}`)).status !==
      200
    )
      lost.push(name);
    await git(directory, [
      'ls-remote',
      withToken(`${forge.httpUrl}/acme/${name}.git`, tokens.admin),
    ]);
  }
  for (const { branch, sha: expected } of [...kept.commits, ...kept.pushes]) {
    const { body } = await ask(
      forge.httpUrl,
      'GET',
      `/api/v3/repos/acme/base/git/ref/heads/${branch}`,
    );
    if (body.object?.sha !== expected) lost.push(`${branch} ${expected}`);
  }
  expect(lost).toEqual([]);

  // Git and the forge's own copy agree, every object is whole, nothing half made is left.
  const actual = (
    await git(directory, [
      '--git-dir',
      join(data, 'repositories/1.git'),
      'for-each-ref',
      '--format=%(refname) %(objectname)',
    ])
  ).stdout
    .split('\n')
    .filter(Boolean)
    .sort();
  const copied: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await ask(
      forge.httpUrl,
      'GET',
      `/api/v3/repos/acme/base/branches?per_page=100&page=${page}`,
    );
    copied.push(
      ...body.map(
        (each: { name: string; commit: { sha: string } }) =>
          `refs/heads/${each.name} ${each.commit.sha}`,
      ),
    );
    if (body.length < 100) break;
  }
  expect(copied.sort()).toEqual(actual);
  await git(directory, [
    '--git-dir',
    join(data, 'repositories/1.git'),
    'fsck',
    '--connectivity-only',
  ]);
  const names: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await ask(
      forge.httpUrl,
      'GET',
      `/api/v3/orgs/acme/repos?per_page=100&page=${page}`,
    );
    names.push(...body.map((each: { id: number }) => `${each.id}.git`));
    if (body.length < 100) break;
  }
  expect((await readdir(join(data, 'repositories'))).sort()).toEqual(
    names.sort(),
  );

  const stops = ended(forge.child);
  forge.child.kill('SIGTERM');
  expect(await stops).toBe(0);
}, 120_000);

it('keeps a second forge off the same data', async () => {
  const forge = await serve();
  await expect(serve()).rejects.toThrow('ended with 1');
  const stops = ended(forge.child);
  forge.child.kill('SIGINT');
  expect(await stops).toBe(0);
}, 30_000);
