import { setTimeout as sleep } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { TestForge, tokens } from '../__testUtils__/TestForge';
import { WebhookReceiver } from '../__testUtils__/WebhookReceiver';

let forge: TestForge;

beforeAll(async () => {
  forge = await TestForge.start();
  await forge.repository('svc');
  forge.running.controls.reset();
});
afterEach(() => forge.running.controls.reset());
afterAll(() => forge.stop());

const create = (index: number) =>
  forge.rest('POST', '/orgs/acme/repos', {
    body: { name: `limit-${index}-${Math.random()}` },
  });

describe('limits', () => {
  it('counts content in a minute and an hour by the simulated clock', async () => {
    const { controls } = forge.running;
    controls.enforceLimits({ contentPerMinute: 3, contentPerHour: 5 });
    for (let index = 0; index < 3; index += 1)
      expect((await create(index)).status).toBe(201);
    const refused = await create(4);
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain('secondary rate limit');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await forge.rest('GET', '/user')).status).toBe(200);
    controls.clock.advance(61_000);
    expect((await create(5)).status).toBe(201);
    expect((await create(6)).status).toBe(201);
    controls.clock.advance(61_000);
    const hourly = await create(7);
    expect(Number(hourly.headers.get('retry-after'))).toBeGreaterThan(3000);
    controls.clock.advance(3_600_000);
    expect((await create(8)).status).toBe(201);
    const mutation = await forge.graphql(
      'mutation { createRepository(input: { name: "by-graphql", visibility: PRIVATE }) { clientMutationId } }',
    );
    expect(mutation.status).toBe(200);
    expect(
      controls.log.count(each => each.createsContent && each.status < 300),
    ).toBe(7);
  });

  it("runs out of requests with GitHub's headers, for one token only", async () => {
    forge.running.controls.enforceLimits({ requestsPerHour: 2 });
    await forge.rest('GET', '/user');
    const last = await forge.rest('GET', '/user');
    expect([last.status, last.headers.get('x-ratelimit-remaining')]).toEqual([
      200,
      '0',
    ]);
    const refused = await forge.rest('GET', '/user');
    expect([refused.status, refused.body.message]).toEqual([
      403,
      'API rate limit exceeded for user admin.',
    ]);
    expect(
      Number(refused.headers.get('x-ratelimit-reset')) * 1000,
    ).toBeGreaterThan(Date.now());
    expect((await forge.rest('GET', '/rate_limit')).body.rate.remaining).toBe(
      0,
    );
    expect(
      (await forge.rest('GET', '/user', { token: tokens.mina })).status,
    ).toBe(200);
  });

  it('counts points in a minute', async () => {
    forge.running.controls.enforceLimits({ pointsPerMinute: 11 });
    expect((await create(1)).status).toBe(201);
    expect((await create(2)).status).toBe(201);
    expect((await create(3)).status).toBe(403);
    expect((await forge.rest('GET', '/user')).status).toBe(200);
    expect((await forge.rest('GET', '/user')).status).toBe(403);
  });
});

describe('faults', () => {
  it('fails the second matching request before any work', async () => {
    forge.running.controls.faults.add({
      effect: 'status',
      status: 502,
      method: 'POST',
      route: '/orgs/{org}/repos',
      skip: 1,
    });
    const names = ['fault-1', 'fault-2'];
    const answers = [];
    for (const name of names)
      answers.push(
        (await forge.rest('POST', '/orgs/acme/repos', { body: { name } }))
          .status,
      );
    expect(answers).toEqual([201, 502]);
    expect((await forge.rest('GET', '/repos/acme/fault-2')).status).toBe(404);
  });

  it('does the work and drops the answer', async () => {
    forge.running.controls.faults.add({
      effect: 'drop-after',
      operation: 'createRepository',
    });
    await expect(
      forge.graphql(
        'mutation Make { createRepository(input: { name: "dropped", visibility: PRIVATE }) { clientMutationId } }',
      ),
    ).rejects.toThrow();
    expect((await forge.rest('GET', '/repos/admin/dropped')).status).toBe(200);
    expect(forge.running.controls.log.list().at(-2)).toMatchObject({
      status: 0,
      operation: 'mutation Make: createRepository',
    });
  });

  it('waits as long as it is told', async () => {
    forge.running.controls.latencyMilliseconds = 80;
    const started = Date.now();
    await forge.rest('GET', '/user');
    expect(Date.now() - started).toBeGreaterThanOrEqual(78);
  });

  it('is slow before the work, or before the answer, when told so', async () => {
    const make = (name: string, effect: 'slow' | 'slow-after') => {
      forge.running.controls.faults.add({
        effect,
        milliseconds: 2_000,
        route: '/orgs/{org}/repos',
      });
      return forge.rest('POST', '/orgs/acme/repos', { body: { name } });
    };
    const seen = async (name: string) =>
      (await forge.rest('GET', `/repos/acme/${name}`)).status;
    const late = make('late-work', 'slow');
    await sleep(150);
    expect(await seen('late-work')).toBe(404);
    expect((await late).status).toBe(201);

    let isAnswered = false;
    const later = make('late-answer', 'slow-after').finally(() => {
      isAnswered = true;
    });
    // however long the work takes on a busy machine, it is seen before the answer comes
    let status = 404;
    while (status === 404 && !isAnswered) status = await seen('late-answer');
    expect([status, isAnswered]).toEqual([200, false]);
    expect((await later).status).toBe(201);
  });
});

describe('webhook deliveries', () => {
  let receiver: WebhookReceiver;
  let hook: number;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start('secret');
    const { body } = await forge.rest('POST', '/repos/acme/svc/hooks', {
      body: {
        events: ['push', 'issue_comment', 'pull_request'],
        config: { url: receiver.url, secret: 'secret', content_type: 'json' },
      },
    });
    hook = body.id;
    await forge.running.deliveriesSettled();
  });
  beforeEach(() => {
    receiver.received.length = 0;
  });
  afterAll(() => receiver.stop());

  it('loses one, which can be sent again under the same identifier', async () => {
    forge.running.controls.deliveries.drop({ event: 'push' });
    await forge.write('svc', 'main', 'lost.txt', 'x');
    await forge.running.deliveriesSettled();
    expect(receiver.received).toEqual([]);
    const { body } = await forge.rest(
      'GET',
      `/repos/acme/svc/hooks/${hook}/deliveries`,
    );
    expect(body[0]).toMatchObject({
      event: 'push',
      status_code: 0,
      redelivery: false,
    });
    await forge.rest(
      'POST',
      `/repos/acme/svc/hooks/${hook}/deliveries/${body[0].id}/attempts`,
    );
    await forge.running.deliveriesSettled();
    expect(receiver.received).toMatchObject([
      { event: 'push', guid: body[0].guid, signatureIsGood: true },
    ]);
    const again = await forge.rest(
      'GET',
      `/repos/acme/svc/hooks/${hook}/deliveries`,
    );
    expect(again.body[0]).toMatchObject({
      guid: body[0].guid,
      redelivery: true,
      status_code: 200,
    });
  });

  it('holds and reorders', async () => {
    forge.running.controls.deliveries.hold();
    const first = await forge.write('svc', 'main', 'order.txt', '1');
    const second = await forge.write('svc', 'main', 'order.txt', '2');
    expect(receiver.received).toEqual([]);
    forge.running.controls.deliveries.release('reversed');
    await forge.running.deliveriesSettled();
    expect(receiver.received.map(({ payload }) => payload.after)).toEqual([
      second,
      first,
    ]);
  });

  it('does not try again by itself', async () => {
    receiver.status = 500;
    await forge.write('svc', 'main', 'failed.txt', 'x');
    await forge.running.deliveriesSettled();
    await new Promise(resolve => setTimeout(resolve, 100));
    receiver.status = 200;
    expect(receiver.received).toHaveLength(1);
    const { body } = await forge.rest(
      'GET',
      `/repos/acme/svc/hooks/${hook}/deliveries`,
    );
    expect(body[0]).toMatchObject({
      status_code: 500,
      status: 'Invalid HTTP Response: 500',
    });
  });
});

describe('over HTTP, for tests in another process', () => {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    token: string = tokens.admin,
  ) =>
    forge.send(`${forge.running.httpUrl}/-/controls${path}`, method, {
      token,
      body,
    });

  it('is for site administrators only', async () => {
    expect((await call('GET', '', undefined, tokens.mina)).status).toBe(403);
    expect(
      (
        await forge.send(`${forge.running.httpUrl}/-/controls`, 'GET', {
          token: undefined,
        })
      ).status,
    ).toBe(401);
    expect((await call('POST', '/nonsense')).status).toBe(501);
  });

  it('switches, counts and resets', async () => {
    expect(
      (await call('PUT', '/limits', { contentPerMinute: 1 })).body.limits,
    ).toMatchObject({ enforced: true, contentPerMinute: 1 });
    await create(1);
    expect((await create(2)).status).toBe(403);
    await call('POST', '/clock', { advanceMilliseconds: 61_000 });
    expect((await create(3)).status).toBe(201);
    expect((await call('GET', '')).body.requests).toEqual({
      total: 3,
      creatingContent: 3,
    });
    const { body } = await call('GET', '/requests');
    expect(body.requests[0]).toMatchObject({
      method: 'POST',
      route: '/orgs/{org}/repos',
      status: 201,
      createsContent: true,
      login: 'admin',
    });
    expect((await call('POST', '/reset')).body).toMatchObject({
      latencyMilliseconds: 0,
      limits: { enforced: false },
      requests: { total: 0 },
    });
  });
});

it('serves Octokit as GitHub does', async () => {
  const octokit = new Octokit({
    auth: tokens.admin,
    baseUrl: `${forge.running.httpUrl}/api/v3`,
  });
  const names = await octokit.paginate(
    octokit.rest.repos.listForOrg,
    { org: 'acme', per_page: 2 },
    page => page.data.map(each => each.name),
  );
  expect(names).toContain('svc');
  const { viewer } = await octokit.graphql<{ viewer: { login: string } }>(
    '{ viewer { login } }',
  );
  expect(viewer.login).toBe('admin');
  const { data } = await octokit.rest.repos.downloadTarballArchive({
    owner: 'acme',
    repo: 'svc',
    ref: 'main',
  });
  expect(Buffer.from(data as ArrayBuffer).subarray(0, 2)).toEqual(
    Buffer.from([0x1f, 0x8b]),
  );
});
