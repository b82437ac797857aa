import { createSign, generateKeyPairSync } from 'node:crypto';
import { GithubDescription } from '../__testUtils__/GithubDescription';
import { TestForge, testSeed, tokens } from '../__testUtils__/TestForge';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';
import { Router } from './Router';
import { routes } from './routes';

const router = new Router(routes);
const description = GithubDescription.load();
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** Routes of the forge's own, which GitHub does not describe. */
const ownRoutes = ['/forge/archives/{owner}/{repo}/{format}/{ref}'];

const exercised = new Set<string>();
const problems: string[] = [];
let forge: TestForge;
let receiver: WebhookReceiver;

/** Every answer of this file is held against GitHub's description. */
function judge({
  method,
  path,
  answered,
}: Parameters<
  NonNullable<Parameters<typeof TestForge.start>[0]>['observe'] & {}
>[0]) {
  const found = router.find(method, path.split('?')[0]);
  if (!found || answered.status === 501) return;
  const { path: template } = found.route;
  if (ownRoutes.includes(template)) {
    exercised.add(`${method} ${template}`);
    return;
  }
  if (answered.status < 400 || answered.status === 304) {
    exercised.add(`${method} ${template}`);
    problems.push(...description.problems(method, template, answered));
  }
}

function appToken(id: number): string {
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({
    iat: now - 30,
    exp: now + 500,
    iss: id,
  })}`;
  return `${text}.${createSign('RSA-SHA256')
    .update(text)
    .sign(privateKey, 'base64url')}`;
}

beforeAll(async () => {
  receiver = await WebhookReceiver.start('secret');
  forge = await TestForge.start({
    observe: judge,
    seed: {
      ...testSeed,
      organizations: [
        {
          ...testSeed.organizations![0],
          apps: [{ slug: 'portal', name: 'Portal', publicKey }],
        },
      ],
    },
  });
});

afterAll(async () => {
  await forge.stop();
  await receiver.stop();
});

const rest = (
  method: string,
  path: string,
  body?: unknown,
  token: string = tokens.admin,
) => forge.rest(method, path, { token, body });

async function expectStatus(
  status: number,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
) {
  const answered = await rest(method, path, body, token);
  expect([
    `${method} ${path}`,
    answered.status,
    answered.status === status ? '' : answered.text,
  ]).toEqual([`${method} ${path}`, status, '']);
  return answered;
}

describe('every REST route answers as GitHub describes', () => {
  it('meta and people', async () => {
    await expectStatus(200, 'GET', '/meta');
    await expectStatus(200, 'GET', '/rate_limit');
    await expectStatus(200, 'GET', '/zen');
    await expectStatus(200, 'GET', '/user');
    await expectStatus(200, 'GET', '/user/orgs', undefined, tokens.mina);
    await expectStatus(200, 'GET', '/users/mina');
    await expectStatus(200, 'GET', '/users/mina/orgs');
    const made = await expectStatus(
      201,
      'POST',
      '/user/repos',
      { name: 'own', auto_init: true },
      tokens.mina,
    );
    expect(made.body.owner.login).toBe('mina');
    await expectStatus(200, 'GET', '/user/repos', undefined, tokens.mina);
    await expectStatus(200, 'GET', '/users/mina/repos');
  });

  it('organisations and teams', async () => {
    await expectStatus(200, 'GET', '/orgs/acme');
    await expectStatus(200, 'GET', '/orgs/acme/members?role=admin');
    await expectStatus(204, 'GET', '/orgs/acme/members/mina');
    await expectStatus(200, 'GET', '/orgs/acme/public_members');
    await expectStatus(200, 'PUT', '/orgs/acme/memberships/stranger', {
      role: 'member',
    });
    await expectStatus(200, 'GET', '/orgs/acme/memberships/stranger');
    await expectStatus(204, 'DELETE', '/orgs/acme/members/stranger');
    await expectStatus(200, 'GET', '/orgs/acme/teams');
    await expectStatus(201, 'POST', '/orgs/acme/teams', {
      name: 'New Team',
      description: 'x',
      privacy: 'closed',
    });
    await expectStatus(200, 'GET', '/orgs/acme/teams/platform');
    await expectStatus(200, 'PATCH', '/orgs/acme/teams/new-team', {
      description: 'y',
    });
    await expectStatus(200, 'GET', '/orgs/acme/teams/engineering/teams');
    await expectStatus(
      200,
      'PUT',
      '/orgs/acme/teams/new-team/memberships/mina',
      { role: 'maintainer' },
    );
    await expectStatus(
      200,
      'GET',
      '/orgs/acme/teams/new-team/memberships/mina',
    );
    await expectStatus(200, 'GET', '/orgs/acme/teams/new-team/members');
    await forge.repository('team-svc');
    await expectStatus(
      204,
      'PUT',
      '/orgs/acme/teams/new-team/repos/acme/team-svc',
      { permission: 'maintain' },
    );
    await expectStatus(200, 'GET', '/orgs/acme/teams/new-team/repos');
    await expectStatus(
      204,
      'GET',
      '/orgs/acme/teams/new-team/repos/acme/team-svc',
    );
    const full = await forge.rest(
      'GET',
      '/orgs/acme/teams/new-team/repos/acme/team-svc',
      {
        headers: { accept: 'application/vnd.github.v3.repository+json' },
      },
    );
    expect(full.body.role_name).toBe('maintain');
    await expectStatus(200, 'GET', '/repos/acme/team-svc/teams');
    await expectStatus(
      204,
      'DELETE',
      '/orgs/acme/teams/new-team/repos/acme/team-svc',
    );
    await expectStatus(
      204,
      'DELETE',
      '/orgs/acme/teams/new-team/memberships/mina',
    );
    await expectStatus(204, 'DELETE', '/orgs/acme/teams/new-team');
  });

  it('apps', async () => {
    const token = appToken(1);
    await expectStatus(200, 'GET', '/app', undefined, token);
    const { body } = await expectStatus(
      200,
      'GET',
      '/app/installations',
      undefined,
      token,
    );
    const { id } = body[0];
    await expectStatus(
      200,
      'GET',
      `/app/installations/${id}`,
      undefined,
      token,
    );
    await expectStatus(200, 'GET', '/orgs/acme/installation', undefined, token);
    await expectStatus(
      200,
      'GET',
      '/repos/acme/team-svc/installation',
      undefined,
      token,
    );
    const made = await expectStatus(
      201,
      'POST',
      `/app/installations/${id}/access_tokens`,
      {},
      token,
    );
    const seen = await expectStatus(
      200,
      'GET',
      '/installation/repositories',
      undefined,
      made.body.token,
    );
    expect(
      seen.body.repositories.map((each: { name: string }) => each.name),
    ).toContain('team-svc');
    await expectStatus(
      401,
      'GET',
      '/app',
      undefined,
      `${token.slice(0, -4)}AAAA`,
    );
  });

  it('repositories and who reaches them', async () => {
    await expectStatus(201, 'POST', '/orgs/acme/repos', {
      name: 'svc',
      description: 'A service',
      homepage: 'https://svc.test',
      private: true,
      auto_init: true,
    });
    await expectStatus(200, 'GET', '/repos/acme/svc');
    await expectStatus(200, 'PATCH', '/repos/acme/svc', {
      description: 'Other',
      delete_branch_on_merge: false,
    });
    await expectStatus(
      200,
      'GET',
      '/orgs/acme/repos?per_page=1&sort=full_name',
    );
    await expectStatus(200, 'PUT', '/repos/acme/svc/topics', {
      names: ['terraform'],
    });
    await expectStatus(200, 'GET', '/repos/acme/svc/topics');
    await expectStatus(200, 'GET', '/repos/acme/svc/languages');
    await expectStatus(204, 'PUT', '/repos/acme/svc/collaborators/mina', {
      permission: 'push',
    });
    await expectStatus(200, 'GET', '/repos/acme/svc/collaborators');
    await expectStatus(204, 'GET', '/repos/acme/svc/collaborators/mina');
    await expectStatus(
      200,
      'GET',
      '/repos/acme/svc/collaborators/mina/permission',
    );
    await expectStatus(204, 'DELETE', '/repos/acme/svc/collaborators/stranger');
    const found = await expectStatus(
      200,
      'GET',
      '/search/repositories?q=svc+org:acme+topic:terraform',
    );
    expect(found.body.total_count).toBe(1);
    await forge.repository('gone');
    await expectStatus(204, 'DELETE', '/repos/acme/gone');
    await expectStatus(404, 'GET', '/repos/acme/gone');
  });

  it('files, archives and git data', async () => {
    await expectStatus(201, 'PUT', '/repos/acme/svc/contents/docs/a%20b.md', {
      message: 'Add',
      content: Buffer.from('# Hi\n').toString('base64'),
    });
    await expectStatus(200, 'GET', '/repos/acme/svc/contents/docs');
    await expectStatus(200, 'GET', '/repos/acme/svc/contents/');
    const { body: file } = await expectStatus(
      200,
      'GET',
      '/repos/acme/svc/contents/docs/a%20b.md?ref=main',
    );
    expect(Buffer.from(file.content, 'base64').toString()).toBe('# Hi\n');
    const raw = await forge.rest(
      'GET',
      '/repos/acme/svc/contents/docs/a%20b.md',
      {
        headers: { accept: 'application/vnd.github.v3.raw' },
      },
    );
    expect(raw.text).toBe('# Hi\n');
    for (const beyond of ['..%2f..%2fetc%2fpasswd', '.%2fdocs', 'docs%2f..%2f..%2fx']) {
      await expectStatus(404, 'GET', `/repos/acme/svc/contents/${beyond}`);
    }
    await expectStatus(200, 'GET', '/repos/acme/svc/readme');
    await expectStatus(
      200,
      'DELETE',
      '/repos/acme/svc/contents/docs/a%20b.md',
      { message: 'Remove', sha: file.sha },
    );
    for (const [kind, type] of [
      ['tarball', 'application/x-gzip'],
      ['zipball', 'application/zip'],
    ]) {
      const sent = await expectStatus(
        302,
        'GET',
        `/repos/acme/svc/${kind}/main`,
      );
      const archive = await rest(
        'GET',
        new URL(sent.headers.get('location')!).pathname.replace('/api/v3', ''),
      );
      expect(archive.headers.get('content-type')).toBe(type);
    }
    const head = await forge.head('svc', 'main');
    const { body: commit } = await expectStatus(
      200,
      'GET',
      `/repos/acme/svc/git/commits/${head}`,
    );
    await expectStatus(
      200,
      'GET',
      `/repos/acme/svc/git/trees/${commit.tree.sha}?recursive=1`,
    );
    await expectStatus(200, 'GET', '/repos/acme/svc/git/trees/main');
    const { body: blob } = await expectStatus(
      201,
      'POST',
      '/repos/acme/svc/git/blobs',
      { content: 'x', encoding: 'utf-8' },
    );
    await expectStatus(200, 'GET', `/repos/acme/svc/git/blobs/${blob.sha}`);
    const { body: tree } = await expectStatus(
      201,
      'POST',
      '/repos/acme/svc/git/trees',
      {
        base_tree: commit.tree.sha,
        tree: [
          {
            path: 'run.sh',
            mode: '100755',
            type: 'blob',
            content: '#!/bin/sh\n',
          },
          { path: 'x', mode: '100644', type: 'blob', sha: blob.sha },
          { path: 'README.md', mode: '100644', type: 'blob', sha: null },
        ],
      },
    );
    expect(
      tree.tree.map(
        (each: { path: string; mode: string }) => `${each.mode} ${each.path}`,
      ),
    ).toEqual(['100755 run.sh', '100644 x']);
    const { body: made } = await expectStatus(
      201,
      'POST',
      '/repos/acme/svc/git/commits',
      {
        message: 'By hand',
        tree: tree.sha,
        parents: [head],
      },
    );
    await expectStatus(201, 'POST', '/repos/acme/svc/git/refs', {
      ref: 'refs/heads/hand',
      sha: head,
    });
    await expectStatus(200, 'PATCH', '/repos/acme/svc/git/refs/heads/hand', {
      sha: made.sha,
    });
    await expectStatus(200, 'GET', '/repos/acme/svc/git/ref/heads/hand');
    await expectStatus(
      200,
      'GET',
      '/repos/acme/svc/git/matching-refs/heads/ha',
    );
    await expectStatus(201, 'POST', '/repos/acme/svc/git/refs', {
      ref: 'refs/tags/v1',
      sha: head,
    });
    await expectStatus(204, 'DELETE', '/repos/acme/svc/git/refs/heads/hand');
  });

  it('branches, protection, commits', async () => {
    await forge.write('svc', 'topic', 'topic.txt', 'topic\n');
    const { body: branches } = await expectStatus(
      200,
      'GET',
      '/repos/acme/svc/branches',
    );
    expect(branches.map((each: { name: string }) => each.name)).toEqual([
      'main',
      'topic',
    ]);
    await expectStatus(200, 'GET', '/repos/acme/svc/branches/topic');
    await expectStatus(201, 'POST', '/repos/acme/svc/branches/topic/rename', {
      new_name: 'feature/topic',
    });
    await expectStatus(200, 'GET', '/repos/acme/svc/branches/feature/topic');
    await expectStatus(200, 'GET', '/repos/acme/svc/tags');
    await expectStatus(404, 'GET', '/repos/acme/svc/branches/main/protection');
    await expectStatus(200, 'PUT', '/repos/acme/svc/branches/main/protection', {
      required_status_checks: { strict: true, contexts: ['atlantis/plan'] },
      enforce_admins: null,
      required_pull_request_reviews: {
        required_approving_review_count: 1,
        dismiss_stale_reviews: true,
      },
      restrictions: null,
    });
    await expectStatus(200, 'GET', '/repos/acme/svc/branches/main/protection');
    await expectStatus(200, 'GET', '/repos/acme/svc/branches/main');
    await expectStatus(
      204,
      'DELETE',
      '/repos/acme/svc/branches/main/protection',
    );
    await expectStatus(200, 'GET', '/repos/acme/svc/commits?per_page=1');
    await expectStatus(200, 'GET', '/repos/acme/svc/commits/main');
    await expectStatus(
      200,
      'GET',
      '/repos/acme/svc/compare/main...feature/topic',
    );
  });

  it('pull requests, reviews, comments, statuses, checks', async () => {
    const number = await forge.pullRequest('svc', 'one');
    const pull = `/repos/acme/svc/pulls/${number}`;
    const issue = `/repos/acme/svc/issues/${number}`;
    const head = await forge.head('svc', 'one');
    await expectStatus(200, 'GET', '/repos/acme/svc/pulls');
    await expectStatus(200, 'GET', pull);
    await expectStatus(200, 'PATCH', pull, { title: 'Other title' });
    await expectStatus(200, 'GET', `${pull}/files`);
    await expectStatus(200, 'GET', `${pull}/commits`);
    await expectStatus(200, 'GET', `${pull}/comments`);
    await expectStatus(200, 'GET', `/repos/acme/svc/commits/${head}/pulls`);
    await expectStatus(404, 'GET', `${pull}/merge`);
    await expectStatus(201, 'POST', `${pull}/requested_reviewers`, {
      reviewers: ['mina'],
      team_reviewers: ['platform'],
    });
    await expectStatus(200, 'GET', `${pull}/requested_reviewers`);
    await expectStatus(200, 'DELETE', `${pull}/requested_reviewers`, {
      reviewers: [],
      team_reviewers: ['platform'],
    });
    const { body: review } = await expectStatus(
      200,
      'POST',
      `${pull}/reviews`,
      { event: 'APPROVE' },
      tokens.mina,
    );
    expect(review.submitted_at).toMatch(/Z$/);
    await expectStatus(200, 'GET', `${pull}/reviews`);
    await expectStatus(200, 'GET', `${pull}/reviews/${review.id}`);
    await expectStatus(200, 'PUT', `${pull}/reviews/${review.id}/dismissals`, {
      message: 'stale',
    });
    await expectStatus(200, 'GET', issue);
    await expectStatus(200, 'POST', `${issue}/labels`, {
      labels: ['terraform'],
    });
    await expectStatus(201, 'POST', `${issue}/reactions`, { content: 'eyes' });
    const { body: comment } = await expectStatus(
      201,
      'POST',
      `${issue}/comments`,
      { body: 'atlantis plan' },
    );
    await expectStatus(200, 'GET', `${issue}/comments`);
    const one = `/repos/acme/svc/issues/comments/${comment.id}`;
    await expectStatus(200, 'GET', one);
    await expectStatus(200, 'PATCH', one, { body: 'atlantis apply' });
    await expectStatus(201, 'POST', `${one}/reactions`, { content: 'eyes' });
    await expectStatus(200, 'POST', `${one}/reactions`, { content: 'eyes' });
    await expectStatus(200, 'GET', `${one}/reactions`);
    await expectStatus(204, 'DELETE', one);
    await expectStatus(201, 'POST', `/repos/acme/svc/statuses/${head}`, {
      state: 'success',
      context: 'atlantis/plan',
      description: 'Plan: 1 to add',
      target_url: 'http://localhost:4141/jobs/1',
    });
    await expectStatus(200, 'GET', `/repos/acme/svc/commits/${head}/status`);
    await expectStatus(200, 'GET', `/repos/acme/svc/commits/${head}/statuses`);
    const { body: run } = await expectStatus(
      201,
      'POST',
      '/repos/acme/svc/check-runs',
      { name: 'lint', head_sha: head },
    );
    await expectStatus(200, 'PATCH', `/repos/acme/svc/check-runs/${run.id}`, {
      conclusion: 'success',
    });
    await expectStatus(200, 'GET', `/repos/acme/svc/check-runs/${run.id}`);
    await expectStatus(
      200,
      'GET',
      `/repos/acme/svc/commits/${head}/check-runs`,
    );
    await expectStatus(200, 'PUT', `${pull}/merge`, { merge_method: 'squash' });
    await expectStatus(204, 'GET', `${pull}/merge`);
  });

  it('webhooks of organisations and repositories', async () => {
    for (const root of ['/orgs/acme', '/repos/acme/svc']) {
      const { body: hook } = await expectStatus(201, 'POST', `${root}/hooks`, {
        name: 'web',
        events: ['push'],
        config: { url: receiver.url, secret: 'secret', content_type: 'json' },
      });
      await forge.running.deliveriesSettled();
      await expectStatus(200, 'GET', `${root}/hooks`);
      await expectStatus(200, 'GET', `${root}/hooks/${hook.id}`);
      await expectStatus(200, 'PATCH', `${root}/hooks/${hook.id}`, {
        events: ['push', 'pull_request'],
      });
      await expectStatus(204, 'POST', `${root}/hooks/${hook.id}/pings`);
      await forge.running.deliveriesSettled();
      const { body: list } = await expectStatus(
        200,
        'GET',
        `${root}/hooks/${hook.id}/deliveries`,
      );
      expect(list.map((each: { event: string }) => each.event)).toEqual([
        'ping',
        'ping',
      ]);
      await expectStatus(
        200,
        'GET',
        `${root}/hooks/${hook.id}/deliveries/${list[0].id}`,
      );
      await expectStatus(
        202,
        'POST',
        `${root}/hooks/${hook.id}/deliveries/${list[0].id}/attempts`,
      );
      await expectStatus(204, 'DELETE', `${root}/hooks/${hook.id}`);
    }
  });

  it('none of the answers is one that GitHub would not give', () => {
    expect([...new Set(problems)]).toEqual([]);
  });

  it('no route is left without a checked answer', () => {
    const missing = routes
      .map(route => `${route.method} ${route.path}`)
      .filter(name => !exercised.has(name));
    expect(missing).toEqual([]);
  });

  it("the judge notices an answer that is not GitHub's", async () => {
    const answered = await rest('GET', '/repos/acme/svc');
    const { node_id: _, ...body } = answered.body;
    expect(
      description.problems('GET', '/repos/{owner}/{repo}', {
        ...answered,
        body: { ...body, id: 'x' },
      }),
    ).not.toEqual([]);
  });

  it('an unknown route answers 501 with its name', async () => {
    const { status, body } = await rest('GET', '/repos/acme/svc/deployments');
    expect(status).toBe(501);
    expect(body.message).toContain('GET /repos/acme/svc/deployments');
  });
});
