import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net, { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestForge, tokens } from '../__testUtils__/TestForge';

/** Plans take seconds, and the first one starts Terraform cold. */
const patience = 90_000;

function isInstalled(program: string, argument: string): boolean {
  try {
    execFileSync(program, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const missing = [
  ['atlantis', 'version'],
  ['terraform', 'version'],
].filter(([program, argument]) => !isInstalled(program, argument));

/** Skipped under a name that says what is missing. */
const describeOrSkip = missing.length === 0 ? describe : describe.skip;
const note =
  missing.length === 0
    ? ''
    : ` (skipped: no ${missing.map(([name]) => name).join(', ')} on PATH)`;

const project = `terraform {
  required_version = ">= 1.4"
}
resource "terraform_data" "this" {
  input = "hello"
}
`;

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function eventually<Result>(
  look: () => Promise<Result | undefined>,
): Promise<Result> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('It did not happen in time');
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

describeOrSkip(`real Atlantis${note}`, () => {
  let forge: TestForge;
  let atlantis: ChildProcess;
  let directory: string;
  let log = '';

  beforeAll(async () => {
    forge = await TestForge.start();
    directory = await mkdtemp(join(tmpdir(), 'forge-atlantis-'));
    const port = await freePort();
    const version = JSON.parse(
      execFileSync('terraform', ['version', '-json']).toString(),
    ).terraform_version;
    atlantis = spawn(
      'atlantis',
      [
        'server',
        '--gh-hostname',
        `localhost:${forge.running.port}`,
        '--gh-user',
        'portal-bot',
        '--gh-token',
        tokens.bot,
        '--gh-webhook-secret',
        'secret',
        '--repo-allowlist',
        'localhost/acme/*',
        '--atlantis-url',
        `http://localhost:${port}`,
        '--port',
        String(port),
        '--data-dir',
        directory,
        '--tf-download=false',
        '--default-tf-version',
        `v${version}`,
        '--write-git-creds',
        '--hide-prev-plan-comments',
        '--gh-allow-mergeable-bypass-apply',
        '--repo-config-json',
        JSON.stringify({
          repos: [{ id: '/.*/', apply_requirements: ['mergeable'] }],
        }),
      ],
      {
        cwd: directory,
        env: {
          PATH: process.env.PATH,
          HOME: directory,
          SSL_CERT_FILE: forge.running.certificateFile,
          GIT_SSL_CAINFO: forge.running.certificateFile,
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
    const keep = (chunk: Buffer) => {
      log += chunk.toString();
    };
    atlantis.stdout!.on('data', keep);
    atlantis.stderr!.on('data', keep);
    await eventually(async () => {
      if (atlantis.exitCode !== null)
        throw new Error(`Atlantis ended:\n${log}`);
      const answered = await fetch(`http://localhost:${port}/healthz`).catch(
        () => undefined,
      );
      return answered?.ok ? true : undefined;
    });
    await forge.rest('POST', '/orgs/acme/hooks', {
      body: {
        name: 'web',
        events: [
          'pull_request',
          'issue_comment',
          'pull_request_review',
          'push',
        ],
        config: {
          url: `http://localhost:${port}/events`,
          secret: 'secret',
          content_type: 'json',
        },
      },
    });
    await forge.repository('svc');
    await forge.rest('PUT', '/repos/acme/svc/collaborators/portal-bot', {
      body: { permission: 'push' },
    });
  }, patience);

  afterAll(async () => {
    atlantis?.kill('SIGTERM');
    await new Promise(resolve =>
      atlantis?.exitCode === null
        ? atlantis.on('exit', resolve)
        : resolve(undefined),
    );
    await forge?.stop();
    await rm(directory, { recursive: true, force: true });
  }, patience);

  const comments = async (number: number): Promise<string[]> =>
    (
      await forge.rest(
        'GET',
        `/repos/acme/svc/issues/${number}/comments?per_page=100`,
      )
    ).body.map((comment: { body: string }) => comment.body);

  async function statusOf(branch: string, context: string) {
    const { body } = await forge.rest(
      'GET',
      `/repos/acme/svc/commits/${branch}/status`,
    );
    return body.statuses.find(
      (status: { context: string }) => status.context === context,
    );
  }

  it(
    'plans a pull request, applies on a comment, merges',
    async () => {
      await forge.write('svc', 'infra', 'main.tf', project);
      const { body: opened } = await forge.rest(
        'POST',
        '/repos/acme/svc/pulls',
        {
          body: { title: 'Add infrastructure', head: 'infra', base: 'main' },
        },
      );
      const plan = await eventually(async () =>
        (await comments(opened.number)).find(body => body.includes('Ran Plan')),
      );
      expect(plan).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
      expect(
        await eventually(async () => {
          const status = await statusOf('infra', 'atlantis/plan');
          return status?.state === 'success' ? status : undefined;
        }),
      ).toMatchObject({ description: '1/1 projects planned successfully.' });

      await forge.rest(
        'POST',
        `/repos/acme/svc/issues/${opened.number}/comments`,
        { body: { body: 'atlantis apply' } },
      );
      const applied = await eventually(async () =>
        (
          await comments(opened.number)
        ).find(body => body.includes('Ran Apply')),
      );
      expect(applied).toContain(
        'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.',
      );
      await eventually(async () =>
        (await statusOf('infra', 'atlantis/apply'))?.state === 'success'
          ? true
          : undefined,
      );

      const merged = await forge.rest(
        'PUT',
        `/repos/acme/svc/pulls/${opened.number}/merge`,
        { body: {} },
      );
      expect(merged.status).toBe(200);
      // Atlantis hears of it and takes its lock back.
      await eventually(async () =>
        (
          await comments(opened.number)
        ).find(body => body.includes('Locks and plans deleted')),
      );
    },
    patience * 3,
  );

  describe('where its apply is a required check', () => {
    const protect = (contexts: string[] | null) =>
      forge.rest('PUT', '/repos/acme/svc/branches/main/protection', {
        body: {
          required_status_checks: contexts && { strict: false, contexts },
          enforce_admins: true,
          required_pull_request_reviews: null,
          restrictions: null,
        },
      });
    const open = async (head: string) =>
      (
        await forge.rest('POST', '/repos/acme/svc/pulls', {
          body: { title: head, head, base: 'main' },
        })
      ).body.number;
    const merge = (number: number) =>
      forge.rest('PUT', `/repos/acme/svc/pulls/${number}/merge`, { body: {} });
    const applied = (branch: string) =>
      eventually(async () => {
        const status = await statusOf(branch, 'atlantis/apply');
        return status?.state === 'success' ? status.description : undefined;
      });

    it(
      'merges what changes no Terraform without an apply',
      async () => {
        await forge.write('svc', 'words', 'words.txt', 'words');
        await protect(['atlantis/apply']);
        const number = await open('words');
        expect(await applied('words')).toBe('0/0 projects applied successfully.');
        expect((await merge(number)).status).toBe(200);
        await protect(null);
      },
      patience,
    );

    it(
      'applies before the merge, which waits for it',
      async () => {
        await forge.write('svc', 'required', 'required/main.tf', project);
        await protect(['atlantis/apply']);
        const number = await open('required');
        await eventually(async () =>
          (await comments(number)).find(body => body.includes('Ran Plan')),
        );
        expect((await merge(number)).status).toBe(405);
        await forge.rest('POST', `/repos/acme/svc/issues/${number}/comments`, {
          body: { body: 'atlantis apply' },
        });
        expect(await applied('required')).toBe(
          '1/1 projects applied successfully.',
        );
        expect((await merge(number)).status).toBe(200);
        await protect(null);
      },
      patience * 2,
    );
  });

  it(
    'hides an older plan when it plans again, by GraphQL',
    async () => {
      await forge.write('svc', 'again', 'other/main.tf', project);
      const { body: opened } = await forge.rest(
        'POST',
        '/repos/acme/svc/pulls',
        {
          body: { title: 'Add more', head: 'again', base: 'main' },
        },
      );
      await eventually(async () =>
        (await comments(opened.number)).find(body => body.includes('Ran Plan')),
      );
      await forge.rest(
        'POST',
        `/repos/acme/svc/issues/${opened.number}/comments`,
        { body: { body: 'atlantis plan' } },
      );
      await eventually(async () => {
        const { body } = await forge.graphql(
          'query($number: Int!) { repository(owner: "acme", name: "svc") { pullRequest(number: $number) { comments(first: 20) { nodes { isMinimized } } } } }',
          { number: opened.number },
        );
        const nodes = body.data.repository.pullRequest.comments.nodes;
        return nodes.some((node: { isMinimized: boolean }) => node.isMinimized)
          ? true
          : undefined;
      });
      expect(log).not.toMatch(/panic|is not implemented by this forge/i);
    },
    patience * 2,
  );

  it('asked for nothing that the forge does not have', () => {
    const unknown = forge.running.controls.log
      .list()
      .filter(({ status }) => status >= 500);
    expect(
      unknown.map(({ method, path, status }) => `${status} ${method} ${path}`),
    ).toEqual([]);
  });
});
