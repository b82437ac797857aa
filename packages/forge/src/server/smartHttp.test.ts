import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, withToken } from '../__testUtils__/gitClient';
import { TestForge, tokens } from '../__testUtils__/TestForge';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';

let forge: TestForge;
let receiver: WebhookReceiver;
let directory: string;

beforeAll(async () => {
  forge = await TestForge.start();
  receiver = await WebhookReceiver.start('secret');
  directory = await mkdtemp(join(tmpdir(), 'forge-git-'));
  await forge.repository('svc');
  await forge.rest('PUT', '/orgs/acme/teams/payments/repos/acme/svc', {
    body: { permission: 'push' },
  });
  await forge.rest('POST', '/orgs/acme/hooks', {
    body: {
      events: ['*'],
      config: { url: receiver.url, secret: 'secret', content_type: 'json' },
    },
  });
  await forge.running.deliveriesSettled();
  receiver.received.length = 0;
});

afterAll(async () => {
  await forge.stop();
  await receiver.stop();
  await rm(directory, { recursive: true, force: true });
});

const trust = () => ({ GIT_SSL_CAINFO: forge.running.certificateFile });
const address = (token?: string, name: string = 'svc') => {
  const url = `${forge.running.httpsUrl}/acme/${name}.git`;
  return token ? withToken(url, token) : url;
};

async function clone(token: string, name: string = 'svc'): Promise<string> {
  const path = await mkdtemp(join(directory, 'clone-'));
  await git(path, ['clone', '--quiet', address(token, name), '.'], trust());
  return path;
}

async function commit(
  path: string,
  file: string,
  text: string,
): Promise<string> {
  await mkdir(join(path, file, '..'), { recursive: true });
  await writeFile(join(path, file), text);
  await git(path, ['add', '.']);
  await git(path, ['commit', '--quiet', '-m', `Write ${file}`]);
  return (await git(path, ['rev-parse', 'HEAD'])).stdout.trim();
}

const push = (path: string, ...args: string[]) =>
  git(path, ['push', '--quiet', 'origin', ...args], trust());

describe('git over HTTP and TLS', () => {
  it('asks for a password, refuses a wrong one, hides what is not to be seen', async () => {
    await expect(
      git(directory, ['ls-remote', address()], trust()),
    ).rejects.toThrow(/could not read Username|terminal prompts disabled/);
    await expect(
      git(directory, ['ls-remote', address('ghp_wrong')], trust()),
    ).rejects.toThrow(/Authentication failed/);
    await expect(
      git(directory, ['ls-remote', address(tokens.stranger)], trust()),
    ).rejects.toThrow(/not found/);
  });

  it('does not trust a certificate that nobody gave it', async () => {
    await expect(
      git(directory, ['ls-remote', address(tokens.mina)]),
    ).rejects.toThrow(/certificate/i);
  });

  it('lets anybody read what is public', async () => {
    await forge.repository('open', { private: false });
    const { stdout } = await git(
      directory,
      ['ls-remote', address(undefined, 'open')],
      trust(),
    );
    expect(stdout).toContain('refs/heads/main');
    await expect(
      git(directory, ['ls-remote', `${forge.running.httpUrl}/acme/open.git`]),
    ).resolves.toBeDefined();
  });

  it('a push is announced and moves the pull request', async () => {
    const path = await clone(tokens.mina);
    await git(path, ['checkout', '--quiet', '-b', 'feature/one']);
    const first = await commit(path, 'terraform/main.tf', 'one\n');
    await push(path, 'feature/one');
    expect(await forge.head('svc', 'feature/one')).toBe(first);
    const opened = await forge.rest('POST', '/repos/acme/svc/pulls', {
      token: tokens.mina,
      body: { title: 'One', head: 'feature/one', base: 'main' },
    });
    expect(opened.body).toMatchObject({
      commits: 1,
      additions: 1,
      changed_files: 1,
      mergeable_state: 'clean',
    });
    expect(opened.body.head.repo.clone_url).toBe(
      `${forge.running.httpsUrl}/acme/svc.git`,
    );
    expect(opened.body.html_url).toBe(
      `${forge.running.httpUrl}/acme/svc/pull/1`,
    );
    const second = await commit(path, 'terraform/main.tf', 'one\ntwo\n');
    await push(path, 'feature/one');
    await forge.running.deliveriesSettled();
    expect(receiver.events()).toEqual([
      'repository.created',
      'create',
      'push',
      'pull_request.opened',
      'push',
      'pull_request.synchronize',
    ]);
    expect(
      receiver.received.every(({ signatureIsGood }) => signatureIsGood),
    ).toBe(true);
    const moved = receiver.received[5].payload;
    expect(moved).toMatchObject({
      before: first,
      after: second,
      number: 1,
      sender: { login: 'mina' },
    });
    expect(moved.pull_request.head.sha).toBe(second);
    expect(receiver.received[4].payload).toMatchObject({
      ref: 'refs/heads/feature/one',
      before: first,
      after: second,
      forced: false,
      created: false,
      head_commit: { id: second, modified: ['terraform/main.tf'] },
      pusher: { name: 'mina' },
    });
  });

  it('merging by a plain push closes the pull request as merged', async () => {
    const path = await clone(tokens.mina);
    await git(path, ['merge', '--quiet', 'origin/feature/one']);
    await push(path, 'main');
    const { body } = await forge.rest('GET', '/repos/acme/svc/pulls/1');
    expect([body.state, body.merged, body.merged_by.login]).toEqual([
      'closed',
      true,
      'mina',
    ]);
  });

  it('takes many references at once, deletions, forced pushes and tags', async () => {
    const path = await clone(tokens.mina);
    await git(path, ['tag', '-a', 'v1', '-m', 'One']);
    await git(path, ['branch', 'a']);
    await git(path, ['branch', 'b']);
    await push(path, 'a', 'b', 'v1');
    expect(await forge.head('svc', 'b')).toEqual(expect.any(String));
    await git(path, ['checkout', '--quiet', 'a']);
    await git(path, ['commit', '--quiet', '--amend', '-m', 'Other']);
    await expect(push(path, 'a')).rejects.toThrow(/non-fast-forward|rejected/);
    await push(path, '--force', 'a');
    await push(path, '--delete', 'b');
    expect(await forge.head('svc', 'b')).toBeUndefined();
    await expect(push(path, 'a:refs/forge/x')).rejects.toThrow();
    const { body } = await forge.rest('GET', '/repos/acme/svc/tags');
    expect(body.map((tag: { name: string }) => tag.name)).toEqual(['v1']);
  });

  it('the first branch pushed to an empty repository becomes its default', async () => {
    await forge.rest('POST', '/orgs/acme/repos', {
      body: { name: 'trunked', private: true },
    });
    const path = await clone(tokens.admin, 'trunked');
    await git(path, ['checkout', '--quiet', '-b', 'trunk']);
    await commit(path, 'x', 'x');
    await push(path, 'trunk');
    const { body } = await forge.rest('GET', '/repos/acme/trunked');
    expect(body.default_branch).toBe('trunk');
  });

  it('carries a pack of several megabytes both ways', async () => {
    const path = await clone(tokens.mina);
    const noise = Array.from({ length: 400_000 }, () =>
      Math.random().toString(36).slice(2),
    ).join('\n');
    const head = await commit(path, 'big.txt', noise);
    await push(path, 'main');
    const other = await clone(tokens.mina);
    expect((await git(other, ['rev-parse', 'HEAD'])).stdout.trim()).toBe(head);
  });
});

describe('a protected branch', () => {
  beforeAll(async () => {
    await forge.rest('PUT', '/repos/acme/svc/branches/main/protection', {
      body: {
        required_status_checks: { strict: false, contexts: ['atlantis/plan'] },
        enforce_admins: null,
        required_pull_request_reviews: { required_approving_review_count: 1 },
        restrictions: null,
      },
    });
  });

  it('refuses a push and says why, but takes the other branch of the same push', async () => {
    const path = await clone(tokens.mina);
    await git(path, ['branch', 'beside']);
    await commit(path, 'direct.txt', 'x');
    await expect(push(path, 'main', 'beside')).rejects.toThrow(
      /Changes must be made through a pull request/,
    );
    expect(await forge.head('svc', 'beside')).toEqual(expect.any(String));
    await expect(push(path, '--delete', 'main')).rejects.toThrow(
      /Cannot delete this protected branch|refusing/,
    );
  });

  it('refuses the API as well', async () => {
    const answered = await forge.rest(
      'PUT',
      '/repos/acme/svc/contents/direct',
      {
        token: tokens.mina,
        body: { message: 'x', content: '', branch: 'main' },
      },
    );
    expect([answered.status, answered.body.message]).toEqual([
      409,
      'Could not update file: Changes must be made through a pull request.',
    ]);
  });

  it('lets an administrator through', async () => {
    const path = await clone(tokens.admin);
    const pushed = await commit(path, 'by-admin.txt', 'x');
    await push(path, 'main');
    expect(await forge.head('svc', 'main')).toBe(pushed);
  });

  it('blocks a pull request until it is approved and its check has passed', async () => {
    const number = await forge.pullRequest('svc', 'needs', tokens.mina);
    const pull = `/repos/acme/svc/pulls/${number}`;
    const state = async () =>
      (await forge.rest('GET', pull)).body.mergeable_state;
    expect(await state()).toBe('blocked');
    const approveAsJun = async (permission: string) => {
      await forge.rest('PUT', '/repos/acme/svc/collaborators/jun', {
        body: { permission },
      });
      await forge.rest('POST', `${pull}/reviews`, {
        token: tokens.jun,
        body: { event: 'APPROVE' },
      });
    };
    expect(
      (
        await forge.rest('POST', `${pull}/reviews`, {
          token: tokens.mina,
          body: { event: 'APPROVE' },
        })
      ).status,
    ).toBe(422);
    // An approval by somebody who may only read does not count.
    await approveAsJun('pull');
    const early = await forge.rest('PUT', `${pull}/merge`, {
      token: tokens.mina,
      body: {},
    });
    expect(early.body.message).toMatch(/At least 1 approving review/);
    await approveAsJun('push');
    const refused = await forge.rest('PUT', `${pull}/merge`, {
      token: tokens.mina,
      body: {},
    });
    expect([refused.status, refused.body.message]).toEqual([
      405,
      'Required status check "atlantis/plan" is expected.',
    ]);
    await forge.rest(
      'POST',
      `/repos/acme/svc/statuses/${await forge.head('svc', 'needs')}`,
      {
        body: { state: 'success', context: 'atlantis/plan' },
      },
    );
    expect(await state()).toBe('clean');
    expect(
      (
        await forge.rest('PUT', `${pull}/merge`, {
          token: tokens.mina,
          body: {},
        })
      ).status,
    ).toBe(200);
  });
});
