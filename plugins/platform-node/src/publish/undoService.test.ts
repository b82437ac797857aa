import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { ServiceAnswers } from '@connectly/plugin-platform-common';
import { startTestPublication, testAnswers, TestPublication, testTokens } from '../__testUtils__/publication';
import { publishService } from './publishService';
import { undoService } from './undoService';

const checkout = resolve(__dirname, '../../../..');
const jiwoo = 'user:default/jiwoo';

jest.setTimeout(60_000);

describe('undoing a service', () => {
  let world: TestPublication;
  let octokit: Octokit;
  beforeEach(async () => {
    world = await startTestPublication(checkout);
    octokit = new Octokit({ auth: await world.access.token(), baseUrl: world.access.apiUrl });
  });
  afterEach(async () => {
    await world.close();
  });

  const publish = async (answers: ServiceAnswers = testAnswers(), requester = jiwoo) =>
    publishService({
      answers,
      rendered: await world.render(answers),
      settings: world.settings,
      access: world.access,
      creationKey: world.creationKey,
      requester,
    });
  const undo = (requester = jiwoo) =>
    undoService({
      service: 'checkout',
      settings: world.settings,
      access: world.access,
      creationKey: world.creationKey,
      requester,
      machineUsers: ['atlantis'],
    });
  const as = (token: string) => new Octokit({ auth: token, baseUrl: world.access.apiUrl });

  it('takes a creation back completely, and does nothing the second time', async () => {
    await publish();
    expect((await undo()).removed).toEqual([
      'registration pull request #1',
      'branch register/checkout',
      'repository connectly/checkout',
    ]);
    const { data: repositories } = await octokit.repos.listForOrg({ org: 'connectly' });
    expect(repositories.map(item => item.name)).toEqual(['platform']);
    expect((await undo()).removed).toEqual([]);
  });

  it('does not take back what another person made', async () => {
    await publish();
    await expect(undo('user:default/hana')).rejects.toMatchObject({ code: 'PLT-304' });
  });

  const provision = { owner: 'connectly', repo: 'checkout', issue_number: 1 };
  const amend = 'echo >> README.md && git commit --quiet --all --amend --no-edit && git push --quiet --force origin';
  const works: [string, string, () => Promise<unknown>][] = [
    ['a comment of a person', 'comments or reviews', () => as(testTokens.jiwoo).issues.createComment({ ...provision, body: 'Good' })],
    [
      'more comments than are read, whoever wrote them',
      'comments or reviews',
      async () => {
        for (let count = 0; count < 101; count += 1) await as(testTokens.atlantis).issues.createComment({ ...provision, body: 'Plan' });
      },
    ],
    ['an amended commit', 'a changed commit on provision', () => world.work('checkout', `git checkout --quiet provision && ${amend} provision`)],
    [
      'a commit that was taken away',
      'commits on provision',
      () => world.work('checkout', 'git push --quiet --force origin HEAD:provision'),
    ],
    [
      'another commit',
      'commits on provision',
      () => world.work('checkout', 'git checkout --quiet provision && git commit --quiet --allow-empty -m More && git push --quiet origin provision'),
    ],
    ['another branch', 'the branch mine', () => world.work('checkout', 'git push --quiet origin HEAD:mine')],
    ['a tag', 'tags', () => world.work('checkout', 'git tag v1 && git push --quiet origin v1')],
    ['a merge', 'commits on main', () => octokit.pulls.merge({ owner: 'connectly', repo: 'checkout', pull_number: 1 })],
  ];
  it.each(works)('does not take back %s', async (_, reason, work) => {
    await publish();
    await work();
    await expect(undo()).rejects.toMatchObject({ code: 'PLT-305', message: expect.stringContaining(reason) });
    const { data: repositories } = await octokit.repos.listForOrg({ org: 'connectly' });
    expect(repositories.map(item => item.name).sort()).toEqual(['checkout', 'platform']);
  });

  it('does not count what machines write', async () => {
    await publish();
    await as(testTokens.atlantis).issues.createComment({ ...provision, body: 'Ran Plan' });
    expect((await undo()).removed).toContain('repository connectly/checkout');
  });

  describe('a name that was used before', () => {
    const central = { owner: 'connectly', repo: 'platform' };
    const path = 'infrastructure/services/checkout.yaml';
    const registrations = async () => {
      const { data } = await octokit.pulls.list({ ...central, state: 'all', direction: 'asc' });
      return data.map(item => [item.title, item.merged_at ? 'merged' : item.state]);
    };
    const numberOf = (url?: string) => Number(/\/pull\/(\d+)$/.exec(url ?? '')?.[1]);

    /** The link that a person is given must lead to a pull request that somebody can merge. */
    async function expectOpenRegistration(url?: string) {
      const { data: pull } = await octokit.pulls.get({ ...central, pull_number: numberOf(url) });
      expect(pull).toMatchObject({ state: 'open', title: 'Register checkout', changed_files: 1, commits: 1 });
    }
    async function mergeRegistration(url?: string) {
      await octokit.pulls.merge({ ...central, pull_number: numberOf(url), merge_method: 'merge' });
    }

    it('is registered again after an undo, as often as that happens', async () => {
      for (const number of [1, 2, 3]) {
        const { registrationUrl } = await publish();
        expect(numberOf(registrationUrl)).toBe(number);
        await expectOpenRegistration(registrationUrl);
        await undo();
      }
      expect(await registrations()).toEqual(Array(3).fill(['Undone: Register checkout', 'closed']));
    });

    it('is registered again after an undo that stopped before the repository was gone', async () => {
      await publish();
      world.forge.controls.faults.add({ effect: 'status', status: 502, method: 'DELETE', route: '/repos/{owner}/{repo}' });
      await expect(undo()).rejects.toThrow();
      await expectOpenRegistration((await publish()).registrationUrl);
      expect(await registrations()).toEqual([
        ['Undone: Register checkout', 'closed'],
        ['Register checkout', 'open'],
      ]);
    });

    it('is registered again after an undo when the creation stops after its first write', async () => {
      await publish();
      await undo();
      world.forge.controls.faults.add({ operation: 'PublishService', effect: 'drop' });
      await expectOpenRegistration((await publish()).registrationUrl);
      expect(await registrations()).toHaveLength(2);
    });

    it('is not registered again against a person who closed the registration', async () => {
      const first = await publish();
      await octokit.pulls.update({ ...central, pull_number: 1, state: 'closed' });
      expect(await publish()).toEqual(first);
      expect(await registrations()).toEqual([['Register checkout', 'closed']]);
      // even so, undoing and creating begins anew
      await undo();
      await expectOpenRegistration((await publish()).registrationUrl);
    });

    it('stays registered once merged, and is registered again once the file was removed', async () => {
      const first = await publish();
      await mergeRegistration(first.registrationUrl);
      expect(await publish()).toEqual(first);
      await expect(undo()).rejects.toMatchObject({ code: 'PLT-305' });
      const { data: file } = await octokit.repos.getContent({ ...central, path });
      await octokit.repos.deleteFile({ ...central, path, message: 'Retire checkout', sha: (file as { sha: string }).sha });
      // the branch of the merged pull request is still there, and has nothing that main has not
      const again = await publish();
      expect(numberOf(again.registrationUrl)).toBe(2);
      await expectOpenRegistration(again.registrationUrl);
    });

    it('is registered for its new owner when the repository was removed by hand', async () => {
      const first = await publish();
      await octokit.repos.delete({ owner: 'connectly', repo: 'checkout' });
      await sleep(1100); // the forge, like GitHub, counts in seconds
      const second = await publish(testAnswers({ owner: 'orders' }));
      expect(second.registrationUrl).toBe(first.registrationUrl);
      await expectFile('origin/register/checkout', 'orders');
      await mergeRegistration(second.registrationUrl);
      await octokit.repos.delete({ owner: 'connectly', repo: 'checkout' });
      await sleep(1100); // the forge, like GitHub, counts in seconds
      const third = await publish();
      await expectOpenRegistration(third.registrationUrl);
      await expectFile('origin/register/checkout', 'payments');
    });

    async function expectFile(branch: string, owner: string) {
      expect(await world.git('platform', ['show', `${branch}:${path}`])).toContain(`owner: group:default/${owner}`);
    }
  });
});
