/** The real program, killed at every external write, and started again. */
import { ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { RunningForge, startForge } from '@connectly/forge';
import { Octokit } from '@octokit/rest';
import { stringify } from 'yaml';

const execFileAsync = promisify(execFile);
// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const checkout = resolve(__dirname, '../../../..');
const token = 'ghp_portal0000000000000000000000000000000000';

jest.setTimeout(120_000);

describe('platform service create', () => {
  let directory: string;
  let forge: RunningForge;
  let octokit: Octokit;
  let answers: string;
  let temporary: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'service-create-'));
    temporary = join(directory, 'temporary');
    await mkdir(temporary);
    const central = join(directory, 'central');
    await execFileAsync('git', ['init', '--quiet', '--initial-branch=main', central]);
    await execFileAsync('git', [
      '-C', central, '-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '--quiet', '--allow-empty', '-m', 'Start',
    ]);
    forge = await startForge({
      dataDirectory: join(directory, 'forge'),
      seed: {
        users: [{ login: 'portal', isBot: true, tokens: [token] }],
        organizations: [
          {
            login: 'connectly',
            owners: ['portal'],
            teams: [{ name: 'payments' }],
            repositories: [{ name: 'platform', visibility: 'private', importFrom: central }],
          },
        ],
      },
    });
    octokit = new Octokit({ auth: token, baseUrl: `${forge.httpUrl}/api/v3` });
    answers = join(directory, 'answers.yaml');
    await writeFile(
      answers,
      stringify({
        name: 'checkout',
        owner: 'payments',
        environments: ['dev'],
        size: 'small',
        database: 'none',
        exposure: 'internal',
      }),
    );
  });
  afterEach(async () => {
    await forge.close();
    await rm(directory, { recursive: true, force: true });
  });

  function start(...args: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; output: string }> } {
    const child = spawn(
      process.execPath,
      [join(checkout, 'packages/cli/bin/platform'), 'service', ...(args.length ? args : ['create', '--answers', answers]), '--json'],
      {
        env: {
          ...process.env,
          PLATFORM_FORGE_TOKEN: token,
          PLATFORM_GIT_URL: forge.httpsUrl,
          PLATFORM_FORGE_API: `${forge.httpUrl}/api/v3`,
          GIT_SSL_CAINFO: forge.certificateFile,
          TMPDIR: temporary,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      output += chunk;
    });
    return { child, ended: new Promise(done => child.on('close', code => done({ code, output }))) };
  }

  async function expectExactlyOne() {
    const owner = 'connectly';
    const { data: repositories } = await octokit.repos.listForOrg({ org: owner });
    expect(repositories.map(item => item.name).sort()).toEqual(['checkout', 'platform']);
    for (const [repo, head] of [
      ['checkout', 'provision'],
      ['platform', 'register/checkout'],
    ]) {
      const { data: pulls } = await octokit.pulls.list({ owner, repo, state: 'all' });
      expect(pulls.map(item => [item.head.ref, item.state])).toEqual([[head, 'open']]);
      const { data: branches } = await octokit.repos.listBranches({ owner, repo });
      expect(branches.map(item => item.name).sort()).toEqual(['main', head].sort());
    }
    const { data: commits } = await octokit.repos.listCommits({ owner, repo: 'checkout', sha: 'provision' });
    expect(commits).toHaveLength(2);
  }

  // look, create, push (announce, send), pull requests: killed when that many have been answered
  it.each([1, 2, 3, 4])('killed after request %i, it ends in one of each when it runs again', async count => {
    forge.controls.latencyMilliseconds = 150;
    forge.controls.log.reset();
    const first = start();
    while (forge.controls.log.count() < count && first.child.exitCode === null) await sleep(5);
    first.child.kill('SIGKILL');
    const killed = await first.ended;
    expect(killed.code).toBeNull();
    forge.controls.latencyMilliseconds = 0;
    const second = await start().ended;
    expect(second.output).toContain('"provisionUrl"');
    expect(second.code).toBe(0);
    await expectExactlyOne();
    // the killed one may have left a directory that only a push takes away
    await start('undo', 'checkout').ended;
    await start().ended;
    expect((await readdir(temporary)).filter(name => name.startsWith('platform-push-'))).toEqual([]);
  });

  it('takes back what it made, for the same person only', async () => {
    await start().ended;
    const foreign = await start('undo', 'checkout', '--as', 'user:default/hana').ended;
    expect(foreign.code).toBe(2);
    expect(foreign.output).toContain('PLT-304');
    await expectExactlyOne();
    const undone = await start('undo', 'checkout').ended;
    expect(JSON.parse(undone.output).removed).toEqual([
      'registration pull request #1',
      'branch register/checkout',
      'repository connectly/checkout',
    ]);
    const again = await start('undo', 'checkout').ended;
    expect(JSON.parse(again.output)).toEqual({ removed: [] });
  });

  it('refuses to take back what is no name, and asks the forge nothing', async () => {
    forge.controls.log.reset();
    const { code, output } = await start('undo', '../platform').ended;
    expect(code).toBe(2);
    expect(JSON.parse(output).errors[0]).toMatchObject({ code: 'PLT-102', where: 'name' });
    expect(forge.controls.log.count()).toBe(0);
  });

  it('says which rule is broken, and asks the forge nothing', async () => {
    await writeFile(answers, 'name: Bad_Name\n');
    forge.controls.log.reset();
    const { code, output } = await start().ended;
    expect(code).toBe(2);
    const { errors } = JSON.parse(output);
    expect(errors.map((error: { code: string; where: string }) => [error.code, error.where])).toContainEqual(['PLT-102', 'name']);
    expect(forge.controls.log.count()).toBe(0);
  });
});
