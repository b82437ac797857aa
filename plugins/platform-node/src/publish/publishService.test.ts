import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { ServiceAnswers } from '@connectly/plugin-platform-common';
import { creationMarker } from './creationMarker';
import { publishService, PublishServiceOptions } from './publishService';
import { startTestPublication, testAnswers, TestPublication } from '../__testUtils__/publication';

const checkout = resolve(__dirname, '../../../..');
const jiwoo = 'user:default/jiwoo';

jest.setTimeout(60_000);

describe('publishing a service', () => {
  let world: TestPublication;
  let octokit: Octokit;
  beforeEach(async () => {
    world = await startTestPublication(checkout);
    octokit = new Octokit({ auth: await world.access.token(), baseUrl: world.access.apiUrl });
  });
  afterEach(async () => {
    await world.close();
  });

  const publish = async (
    answers: ServiceAnswers = testAnswers(),
    requester = jiwoo,
    options: Partial<PublishServiceOptions> = {},
  ) =>
    publishService({
      ...options,
      answers,
      rendered: await world.render(answers),
      settings: world.settings,
      access: world.access,
      creationKey: world.creationKey,
      requester,
    });
  const requests = () => world.forge.controls.log.list().map(item => item.operation ?? `${item.method} ${item.route}`);

  /** One repository, one first commit, one provision commit, one pull request each, and nothing else. */
  async function expectExactlyOne() {
    const { data: repositories } = await octokit.repos.listForOrg({ org: 'connectly' });
    expect(repositories.map(item => item.name).sort()).toEqual(['checkout', 'platform']);
    const { data: pulls } = await octokit.pulls.list({ owner: 'connectly', repo: 'checkout', state: 'all' });
    expect(pulls.map(item => [item.head.ref, item.state])).toEqual([['provision', 'open']]);
    const { data: central } = await octokit.pulls.list({ owner: 'connectly', repo: 'platform', state: 'all' });
    expect(central.map(item => [item.head.ref, item.state])).toEqual([['register/checkout', 'open']]);
    const log = await world.git('checkout', ['log', '--all', '--topo-order', '--format=%s', '--reverse']);
    expect(log.trim().split('\n')).toEqual(['Start checkout from the service template', 'Provision checkout']);
    expect((await world.git('platform', ['rev-list', '--count', 'origin/main..origin/register/checkout'])).trim()).toBe('1');
    const { data: branches } = await octokit.repos.listBranches({ owner: 'connectly', repo: 'platform' });
    expect(branches.map(item => item.name).sort()).toEqual(['main', 'register/checkout']);
  }

  it('takes five requests, and commits exactly what was rendered', async () => {
    const answers = testAnswers();
    const published = await publish(answers);
    expect(requests()).toHaveLength(5);
    await expectExactlyOne();
    expect(published).toEqual({
      repository: 'connectly/checkout',
      repositoryUrl: `${world.forge.httpUrl}/connectly/checkout`,
      provisionUrl: `${world.forge.httpUrl}/connectly/checkout/pull/1`,
      registrationUrl: `${world.forge.httpUrl}/connectly/platform/pull/1`,
    });
    const rendered = await world.render(answers);
    const committed = (await world.git('checkout', ['ls-tree', '-r', '--name-only', 'origin/provision'])).trim().split('\n');
    expect(committed).toEqual([...rendered.foundation, ...rendered.provision].map(file => file.path).sort());
    for (const file of [...rendered.foundation, ...rendered.provision]) {
      expect(await world.git('checkout', ['show', `origin/provision:${file.path}`])).toBe(file.content);
    }
    expect(await world.git('platform', ['show', `origin/register/checkout:${rendered.registration.path}`])).toBe(
      rendered.registration.content,
    );
  });

  it('gives the owner access and protects the default branch', async () => {
    await publish();
    const { data: teams } = await octokit.repos.listTeams({ owner: 'connectly', repo: 'checkout' });
    expect(teams.map(team => [team.slug, team.permission])).toEqual([['payments', 'push']]);
    const { data: protection } = await octokit.repos.getBranchProtection({
      owner: 'connectly',
      repo: 'checkout',
      branch: 'main',
    });
    expect(protection.required_pull_request_reviews).toMatchObject({
      required_approving_review_count: 1,
      dismiss_stale_reviews: true,
      require_last_push_approval: true,
    });
    expect(protection.required_status_checks?.contexts).toEqual(['atlantis/apply']);
  });

  it('says in both pull requests who asked, as the portal is their author', async () => {
    await publish(testAnswers(), 'user:default/jiwoo<b>');
    for (const repo of ['checkout', 'platform']) {
      const { data } = await octokit.pulls.get({ owner: 'connectly', repo, pull_number: 1 });
      expect(data.body).toMatch(
        /^Asked for by user:default\/jiwoo&lt;b>: somebody else should approve it\. The forge cannot refuse that person's own approval\./,
      );
    }
  });

  it('has each pull request lead to the other', async () => {
    await publish();
    const bodyOf = async (repo: string) => (await octokit.pulls.get({ owner: 'connectly', repo, pull_number: 1 })).data.body;
    const web = `${world.settings.webUrl}/connectly`;
    expect(await bodyOf('checkout')).toContain(`(${web}/platform/pulls?q=is%3Apr+head%3Aregister%2Fcheckout)`);
    expect(await bodyOf('platform')).toContain(`(${web}/checkout/pulls)`);
    // where the order of approval, apply and merge stands
    expect(await bodyOf('platform')).toContain(`(${web}/platform/blob/main/docs/guides/make-a-service.md#the-registration)`);
  });

  it('says in the registration, in both languages, what to do while another one is open', async () => {
    await publish();
    const body = (await octokit.pulls.get({ owner: 'connectly', repo: 'platform', pull_number: 1 })).data.body ?? '';
    const others = `(${world.settings.webUrl}/connectly/platform/pulls?q=is%3Apr+is%3Aopen+head%3Aregister%2F)`;
    const [english, korean] = [/^.*currently locked by an unapplied plan.*comment `atlantis plan` here.*$/m, /^.*currently locked by an unapplied plan.*`atlantis plan`을 댓글로.*$/m];
    for (const paragraph of [english, korean]) expect(paragraph.exec(body)?.[0]).toContain(others);
    expect(body).toContain('/docs/default/component/platform/guides/make-a-service.ko/#the-registration)');
  });

  it('has a merge wait for an approval by somebody else than the last pusher, and for Atlantis', async () => {
    await publish();
    const pull = { owner: 'connectly', repo: 'checkout', pull_number: 1 };
    world.forge.admin.ensureUser({ login: 'hana' });
    await world.forge.admin.ensureOrganization({ login: 'connectly', teams: [{ name: 'payments', members: ['hana'] }] });
    const person = (login: string) => new Octokit({ auth: world.forge.admin.issueToken(login), baseUrl: world.access.apiUrl });
    const [hana, asking] = [person('hana'), person('jiwoo')];
    await asking.repos.createOrUpdateFileContents({
      owner: 'connectly', repo: 'checkout', path: 'mine.txt', branch: 'provision', message: 'Mine', content: 'eA==',
    });
    const merge = () => hana.pulls.merge(pull).then(() => 'merged', error => error.message as string);
    await asking.pulls.createReview({ ...pull, event: 'APPROVE' });
    expect(await merge()).toMatch(/someone other than the last pusher/);
    await hana.pulls.createReview({ ...pull, event: 'APPROVE' });
    expect(await merge()).toMatch(/^Required status check "atlantis\/apply" is expected/);
    const { data } = await octokit.pulls.get(pull);
    for (const state of ['pending', 'failure'] as const) {
      await octokit.repos.createCommitStatus({ owner: 'connectly', repo: 'checkout', sha: data.head.sha, context: 'atlantis/apply', state });
      expect(await merge()).toMatch(/atlantis\/apply/);
    }
    await octokit.repos.createCommitStatus({ owner: 'connectly', repo: 'checkout', sha: data.head.sha, context: 'atlantis/apply', state: 'success' });
    expect(await merge()).toBe('merged');
  });

  it('adopts everything when it is done again, with one request', async () => {
    const first = await publish();
    world.forge.controls.log.reset();
    expect(await publish()).toEqual(first);
    expect(requests()).toHaveLength(1);
    await expectExactlyOne();
  });

  it('refuses a name that another person took, and another answer to a taken name', async () => {
    await publish();
    await expect(publish(testAnswers(), 'user:default/hana')).rejects.toMatchObject({ code: 'PLT-105', where: 'name' });
    await expect(publish(testAnswers({ size: 'large' }))).rejects.toMatchObject({ code: 'PLT-105' });
    await expectExactlyOne();
  });

  it('refuses a repository that was there before, and a team that is not', async () => {
    await octokit.repos.createInOrg({ org: 'connectly', name: 'checkout' });
    await expect(publish()).rejects.toMatchObject({ code: 'PLT-304' });
    await expect(publish(testAnswers({ name: 'other', owner: 'nobody' }))).rejects.toMatchObject({ code: 'PLT-106' });
  });

  it('does not adopt what another portal, or a person who knows all the names, made to look like this creation', async () => {
    const homepages = [
      creationMarker(world.settings, 'checkout', jiwoo, 'another key'),
      `${world.settings.portalUrl}/catalog/default/component/checkout?creation=${createHash('sha256')
        .update(JSON.stringify(['checkout', jiwoo]))
        .digest('hex')
        .slice(0, 16)}`,
    ];
    for (const homepage of homepages) {
      await octokit.repos.createInOrg({ org: 'connectly', name: 'checkout', homepage, auto_init: true });
      await expect(publish()).rejects.toMatchObject({ code: 'PLT-105' });
      await octokit.repos.delete({ owner: 'connectly', repo: 'checkout' });
    }
    await publish();
    await expectExactlyOne();
  });

  it('lets one of two people win who create the same name at once', async () => {
    const outcomes = await Promise.allSettled([publish(), publish(testAnswers(), 'user:default/hana')]);
    expect(outcomes.map(item => item.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find(item => item.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'PLT-105' });
    await expectExactlyOne();
  });

  const writes = [
    { method: 'POST', route: '/orgs/{org}/repos' },
    { method: 'POST', route: 'git-receive-pack' },
    { operation: 'PublishService' },
  ];
  const effects = [
    { effect: 'drop' },
    { effect: 'drop-after' },
    { effect: 'status', status: 502 },
    { effect: 'status-after', status: 502 },
    { effect: 'status', status: 429, headers: { 'retry-after': '1' } },
    { effect: 'status', status: 403, headers: { 'retry-after': '1' } },
  ] as const;
  const matrix = writes.flatMap(write =>
    effects.map(effect => ({
      name: `${write.operation ?? write.route} (${'status' in effect ? effect.status : 'lost'})`,
      fault: { ...write, ...effect },
    })),
  );
  it.each(matrix)('ends in one of each when $name meets $effect', async ({ fault }) => {
    world.forge.controls.faults.add(fault);
    await publish();
    expect(world.forge.controls.faults.waiting).toBe(0);
    await expectExactlyOne();
  });

  const slow = writes.flatMap(write =>
    (['slow', 'slow-after'] as const).map(effect => ({ name: write.operation ?? write.route, fault: { ...write, effect } })),
  );
  it.each(slow)('ends in one of each when $name answers later than it waits ($fault.effect)', async ({ fault }) => {
    world.forge.controls.faults.add({ ...fault, milliseconds: 1500 });
    const said: string[] = [];
    await publish(testAnswers(), jiwoo, {
      timeouts: { request: 1000, push: 1000 },
      onProgress: message => said.push(message),
    });
    expect(said.filter(message => message.startsWith('The forge did not finish'))).not.toEqual([]);
    // what was given up is done all the same, a moment later
    await sleep(1500);
    await expectExactlyOne();
  });

  it('says when the forge asks to slow down for longer than it tries', async () => {
    world.forge.controls.faults.add({
      effect: 'status',
      status: 429,
      headers: { 'retry-after': '0' },
      operation: 'PublishPreflight',
      times: 10,
    });
    await expect(publish()).rejects.toMatchObject({ code: 'PLT-303' });
  });
});
