import http from 'node:http';
import { TestForge, tokens } from '../__testUtils__/TestForge';

let forge: TestForge;

beforeAll(async () => {
  forge = await TestForge.start();
  await forge.repository('svc');
  await forge.repository('open', { private: false });
});
afterAll(() => forge.stop());

const private1 = '/repos/acme/svc';

describe('refusals carry the status and words of GitHub', () => {
  it.each([
    [
      'no token on a private repository',
      'GET',
      private1,
      undefined,
      undefined,
      404,
      'Not Found',
    ],
    [
      'no token on a write',
      'PATCH',
      '/repos/acme/open',
      undefined,
      { description: 'x' },
      401,
      'Requires authentication',
    ],
    [
      'a wrong token',
      'GET',
      '/repos/acme/open',
      'ghp_wrong',
      undefined,
      401,
      'Bad credentials',
    ],
    [
      'a stranger on a private repository',
      'GET',
      private1,
      tokens.stranger,
      undefined,
      404,
      'Not Found',
    ],
    [
      'a stranger writing to a public one',
      'PUT',
      '/repos/acme/open/contents/x',
      tokens.stranger,
      { message: 'x', content: '' },
      403,
      'Resource not accessible by personal access token',
    ],
    [
      'a stranger administrating a public one',
      'GET',
      '/repos/acme/open/hooks',
      tokens.stranger,
      undefined,
      403,
      'Must have admin rights to Repository.',
    ],
    [
      'an outsider in an organisation',
      'GET',
      '/orgs/acme/teams',
      tokens.stranger,
      undefined,
      404,
      'Not Found',
    ],
    [
      'a member acting as an owner',
      'GET',
      '/orgs/acme/hooks',
      tokens.mina,
      undefined,
      403,
      'You must be an admin of this organization.',
    ],
    [
      'a name that is taken',
      'POST',
      '/orgs/acme/repos',
      tokens.admin,
      { name: 'SVC' },
      422,
      'Repository creation failed.',
    ],
    [
      'a missing name',
      'POST',
      '/orgs/acme/repos',
      tokens.admin,
      {},
      422,
      'Validation Failed',
    ],
    [
      'a field of the wrong type',
      'POST',
      '/orgs/acme/repos',
      tokens.admin,
      { name: 5 },
      422,
      /is not of type string/,
    ],
    [
      'a body that is not JSON',
      'POST',
      '/orgs/acme/repos',
      tokens.admin,
      '{',
      400,
      'Problems parsing JSON',
    ],
    [
      'a head that is not there',
      'POST',
      `${private1}/pulls`,
      tokens.admin,
      { title: 'x', head: 'nowhere', base: 'main' },
      422,
      'Validation Failed',
    ],
    [
      'a reference that exists',
      'POST',
      `${private1}/git/refs`,
      tokens.admin,
      { ref: 'refs/heads/main', sha: 'HEAD' },
      422,
      /Reference already exists|Object does not exist/,
    ],
    [
      'a path out of the repository',
      'PUT',
      `${private1}/contents/a/..%2F..%2Fb`,
      tokens.admin,
      { message: 'x', content: '' },
      422,
      'path contains a malformed path component',
    ],
    [
      "git's own directory",
      'PUT',
      `${private1}/contents/.git/config`,
      tokens.admin,
      { message: 'x', content: '' },
      422,
      'path contains a malformed path component',
    ],
    [
      'a stale file',
      'PUT',
      `${private1}/contents/README.md`,
      tokens.admin,
      { message: 'x', content: '', sha: '0'.repeat(40) },
      409,
      /does not match/,
    ],
    [
      'a file without its sha',
      'PUT',
      `${private1}/contents/README.md`,
      tokens.admin,
      { message: 'x', content: '' },
      422,
      /"sha" wasn't supplied/,
    ],
    [
      'a broken escape in the path',
      'GET',
      '/repos/acme/%E0%A4%A',
      tokens.admin,
      undefined,
      400,
      'Problems parsing the URL',
    ],
  ])('%s', async (_, method, path, token, body, status, message) => {
    const answered = await forge.rest(method as string, path as string, {
      token: token as string,
      body,
    });
    expect(answered.status).toBe(status);
    expect(answered.body.message).toMatch(message as string | RegExp);
    expect(answered.body.status).toBe(String(status));
    expect(answered.body.documentation_url).toMatch(
      /^https:\/\/docs\.github\.com/,
    );
  });

  it('anybody reads what is public', async () => {
    const answered = await forge.rest('GET', '/repos/acme/open', {
      token: undefined,
    });
    expect(answered.status).toBe(200);
  });

  it('two creations of one name: exactly one wins', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        forge.rest('POST', '/orgs/acme/repos', {
          body: { name: 'race', auto_init: true },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array(7).fill(422),
    ]);
    expect(
      answers.find(({ status }) => status === 422)!.body.errors[0].message,
    ).toBe('name already exists on this account');
  });

  it('a pull request is opened once for a branch', async () => {
    await forge.write('svc', 'twice', 'twice.txt', 'x');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        forge.rest('POST', `${private1}/pulls`, {
          body: { title: 'x', head: 'twice', base: 'main' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 422, 422, 422,
    ]);
    expect(
      answers.find(({ status }) => status === 422)!.body.errors[0].message,
    ).toBe('A pull request already exists for acme:twice.');
  });

  it('a conflict is 405, a moved head 409, and mergeable_state says dirty', async () => {
    const number = await forge.pullRequest('svc', 'clash');
    await forge.write('svc', 'main', 'clash.txt', 'other\n');
    const pull = await forge.rest('GET', `${private1}/pulls/${number}`);
    expect([pull.body.mergeable, pull.body.mergeable_state]).toEqual([
      false,
      'dirty',
    ]);
    const moved = await forge.rest('PUT', `${private1}/pulls/${number}/merge`, {
      body: { sha: '0'.repeat(40) },
    });
    expect(moved.status).toBe(409);
    const conflict = await forge.rest(
      'PUT',
      `${private1}/pulls/${number}/merge`,
      { body: {} },
    );
    expect([conflict.status, conflict.body.message]).toEqual([
      405,
      'Pull Request is not mergeable',
    ]);
  });

  it.each(['merge', 'squash', 'rebase'])(
    'merges by %s what is clean',
    async method => {
      const number = await forge.pullRequest('svc', `by-${method}`);
      await forge.write('svc', 'main', `beside-${method}.txt`, 'x');
      const merged = await forge.rest(
        'PUT',
        `${private1}/pulls/${number}/merge`,
        { body: { merge_method: method } },
      );
      expect(merged.status).toBe(200);
      const pull = await forge.rest('GET', `${private1}/pulls/${number}`);
      expect([
        pull.body.merged,
        pull.body.state,
        pull.body.merge_commit_sha,
      ]).toEqual([true, 'closed', merged.body.sha]);
      const { body } = await forge.rest(
        'GET',
        `${private1}/contents/by-${method}.txt`,
      );
      expect(Buffer.from(body.content, 'base64').toString()).toBe(
        `by-${method}\n`,
      );
      const commit = await forge.rest('GET', `${private1}/commits/main`);
      expect(commit.body.parents).toHaveLength(method === 'merge' ? 2 : 1);
    },
  );

  it('answers 304 to who has this very answer', async () => {
    const first = await forge.rest('GET', '/orgs/acme');
    const again = await forge.rest('GET', '/orgs/acme', {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('pages through a list by its links', async () => {
    const names: string[] = [];
    let path: string | undefined = '/orgs/acme/repos?per_page=1';
    while (path) {
      const answered = await forge.rest('GET', path);
      names.push(...answered.body.map((each: { name: string }) => each.name));
      const next = /<([^>]+)>; rel="next"/.exec(
        answered.headers.get('link') ?? '',
      )?.[1];
      path = next?.slice(next.indexOf('/api/v3') + '/api/v3'.length);
    }
    expect(names.sort()).toEqual(['open', 'race', 'svc']);
  });

  it('keeps to names of this machine', async () => {
    const status = await new Promise(resolve =>
      http.get(
        {
          port: forge.running.port,
          host: '127.0.0.1',
          path: '/',
          headers: { host: 'evil.test' },
        },
        response => resolve(response.resume().statusCode),
      ),
    );
    expect(status).toBe(421);
  });
});
