/** Proposals at a real forge. */
import { resolve } from 'node:path';
import { Octokit } from '@octokit/rest';
import { parseDecisionAnswers, parseModuleAnswers } from '@connectly/plugin-platform-common';
import { startTestPublication, TestPublication, testTokens } from '../__testUtils__/publication';
import { renderDecision, renderModule } from '../render';
import { decisionProposal } from './decisionProposal';
import { moduleProposal } from './moduleProposal';
import { Proposal } from './Proposal';
import { publishProposal, PublishProposalOptions } from './publishProposal';
import { undoProposal } from './undoProposal';

const checkout = resolve(__dirname, '../../../..');
const jiwoo = 'user:default/jiwoo';
const hana = 'user:default/hana';

function decision(change: Record<string, unknown> = {}) {
  const parsed = parseDecisionAnswers({
    repository: 'connectly/platform', title: 'Queues between orders and payments', owner: 'orders', context: 'Payments are slow.',
    options: ['A queue', 'A call'], chosen: 'A queue', reason: 'orders go on.', date: '2026-11-28', ...change,
  });
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

function beginning(change: Record<string, unknown> = {}) {
  const parsed = parseModuleAnswers({
    name: 'message-topic', title: 'Message topic', description: 'Topic that services publish to.', owner: 'platform', date: '2026-11-28', ...change,
  });
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

jest.setTimeout(60_000);

describe('a proposal', () => {
  let world: TestPublication;
  let octokit: Octokit;
  beforeEach(async () => {
    world = await startTestPublication(checkout);
    octokit = new Octokit({ auth: await world.access.token(), baseUrl: world.access.apiUrl });
    await world.work('platform', `mkdir -p docs/adr infrastructure/modules/rds
      echo '# One' > docs/adr/0001-one.md; echo '# Eighteen' > docs/adr/0018-eighteen.md; echo '# All' > docs/adr/index.md
      echo x > infrastructure/modules/rds/main.tf
      git add . && git commit --quiet -m 'Add documents' && git push --quiet origin main`);
    world.forge.controls.log.reset();
  });
  afterEach(() => world.close());

  const publish = (proposal: Proposal, requester = jiwoo, options: Partial<PublishProposalOptions> = {}) =>
    publishProposal({
      wait: async () => {}, ...options, proposal, requester, access: world.access, creationKey: world.creationKey,
    });
  const propose = (change: Record<string, unknown> = {}, requester = jiwoo) => publish(decisionProposal(decision(change)), requester);
  const begin = (change: Record<string, unknown> = {}, requester = jiwoo) =>
    publish(moduleProposal(beginning(change), world.settings), requester);
  const undo = (pullRequest: number, requester = jiwoo) =>
    undoProposal({
      repository: 'connectly/platform', pullRequest, requester, access: world.access, creationKey: world.creationKey, machineUsers: ['atlantis'],
    });
  const requests = () => world.forge.controls.log.list().map(item => item.operation ?? `${item.method} ${item.route}`);
  /** Every pull request that was ever opened, as branch, state and title. */
  async function pulls(repository = 'platform') {
    const { data } = await octokit.pulls.list({ owner: 'connectly', repo: repository, state: 'all' });
    return data.map(pull => `${pull.head.ref} ${pull.state} ${pull.title}`).sort();
  }
  const added = async (branch: string, repository = 'platform') =>
    (await world.git(repository, ['diff', '--name-only', `origin/main...origin/${branch}`])).trim().split('\n');

  it('takes three requests, and commits the preview to the byte at the first free number', async () => {
    const published = await propose();
    expect(requests()).toHaveLength(3);
    const { files } = renderDecision(decision(), 19);
    expect(published).toEqual({
      repository: 'connectly/platform', branch: 'adr/0019', pullRequest: 1,
      pullRequestUrl: `${world.forge.httpUrl}/connectly/platform/pull/1`, files: [files[0].path],
    });
    expect(await added('adr/0019')).toEqual([files[0].path]);
    expect(await world.git('platform', ['show', `origin/adr/0019:${files[0].path}`])).toBe(files[0].content);
    expect(await pulls()).toEqual(['adr/0019 open ADR 0019: Queues between orders and payments']);
  });

  it('is about the repository that it names, also one without any decision', async () => {
    await octokit.repos.createInOrg({ org: 'connectly', name: 'checkout', auto_init: true });
    expect(await propose({ repository: 'connectly/checkout' })).toMatchObject({ repository: 'connectly/checkout', branch: 'adr/0001' });
    expect(await pulls()).toEqual([]);
    await expect(propose({ repository: 'connectly/nowhere' })).rejects.toMatchObject({ code: 'PLT-404' });
  });

  it('gives two who propose at once two numbers, each with its own text', async () => {
    const titles = ['The first of four', 'The second of four', 'The third of four', 'The fourth of four'];
    const published = await Promise.all(titles.map((title, index) => propose({ title }, index % 2 ? jiwoo : hana)));
    expect(published.map(item => item.branch).sort()).toEqual(['adr/0019', 'adr/0020', 'adr/0021', 'adr/0022']);
    for (const [index, { branch, files }] of published.entries()) {
      expect(await added(branch)).toEqual(files);
      expect(await world.git('platform', ['show', `origin/${branch}:${files[0]}`])).toContain(`# ${titles[index]}\n`);
    }
    expect(await pulls()).toEqual(published.map((item, index) => `${item.branch} open ADR ${item.branch.slice(4)}: ${titles[index]}`).sort());
  });

  it('makes one of the same proposal, made twice at once and once more', async () => {
    const [first, second] = await Promise.all([propose(), propose()]);
    expect(first).toEqual(second);
    world.forge.controls.log.reset();
    expect(await propose({ date: '2026-11-29' })).toEqual(first);
    expect(requests()).toHaveLength(1);
    expect(await pulls()).toHaveLength(1);
    // the same words of another person are another proposal
    expect(await propose({}, hana)).toMatchObject({ branch: 'adr/0020' });
  });

  it('sees numbers that people have proposed on branches of their own', async () => {
    await world.work('platform', `git checkout --quiet -b mine; echo '# Mine' > docs/adr/0042-mine.md; git add .
      git commit --quiet -m Mine; git push --quiet origin mine`);
    await octokit.pulls.create({ owner: 'connectly', repo: 'platform', title: 'Mine', head: 'mine', base: 'main' });
    expect(await propose()).toMatchObject({ branch: 'adr/0043' });
  });

  it('never writes onto a branch that holds something, and goes on with one that holds nothing yet', async () => {
    await world.work('platform', `git push --quiet origin main:adr/0019; git commit --quiet --allow-empty -m Theirs
      git push --quiet origin HEAD:adr/0020`);
    expect(await propose()).toMatchObject({ branch: 'adr/0021' });
    expect(await propose({}, hana)).toMatchObject({ branch: 'adr/0022' });
    await world.work('platform', 'git push --quiet origin :adr/0020 :adr/0021 :adr/0022');
    expect(await propose({ title: 'Another decision' })).toMatchObject({ branch: 'adr/0019' });
    expect(await added('adr/0019')).toEqual(['docs/adr/0019-another-decision.md']);
  });

  it('refuses the name of a decision that there is', async () => {
    await expect(propose({ title: 'Eighteen' })).rejects.toMatchObject({ code: 'PLT-105', where: 'title' });
    expect(await pulls()).toEqual([]);
  });

  const effects = [
    { effect: 'drop' }, { effect: 'drop-after' }, { effect: 'status', status: 502 }, { effect: 'status-after', status: 502 },
    { effect: 'status', status: 429, headers: { 'retry-after': '1' } },
  ] as const;
  const matrix = ['ProposalState', 'CommitProposal', 'OpenProposal'].flatMap(operation =>
    effects.map(effect => ({ name: `${operation} (${'status' in effect ? effect.status : 'lost'})`, fault: { operation, ...effect } })),
  );
  it.each(matrix)('ends in one when $name meets $fault.effect', async ({ fault }) => {
    world.forge.controls.faults.add(fault);
    expect(await propose()).toMatchObject({ branch: 'adr/0019', pullRequest: 1 });
    expect(world.forge.controls.faults.waiting).toBe(0);
    expect(await pulls()).toHaveLength(1);
    expect((await world.git('platform', ['rev-list', '--count', 'origin/main..origin/adr/0019'])).trim()).toBe('1');
  });

  it('ends when it is given up, and says so', async () => {
    const abort = new AbortController();
    await expect(publish(decisionProposal(decision()), jiwoo, { signal: abort.signal, onProgress: () => abort.abort() })).rejects.toThrow(/abort/i);
    expect(await pulls()).toEqual([]);
  });

  it('begins a module with the files of its preview, once, under a name that is free', async () => {
    const published = await begin();
    expect(requests()).toHaveLength(3);
    const { files } = await renderModule(beginning(), world.settings);
    expect(published).toMatchObject({ branch: 'module/message-topic', files: files.map(file => file.path) });
    for (const file of files) {
      expect(await world.git('platform', ['show', `origin/module/message-topic:${file.path}`])).toBe(file.content);
    }
    expect(await begin()).toEqual(published);
    await expect(begin({}, hana)).rejects.toMatchObject({ code: 'PLT-105', where: 'name' });
    await expect(begin({ name: 'rds' })).rejects.toMatchObject({ code: 'PLT-105', where: 'name' });
  });

  it('lets one of two win who begin the same module at once', async () => {
    const outcomes = await Promise.allSettled([begin(), begin({ title: 'Another one' }, hana)]);
    expect(outcomes.map(item => item.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(item => item.status === 'rejected')).toMatchObject({ reason: { code: 'PLT-105' } });
    expect(await pulls()).toHaveLength(1);
  });

  describe('that is taken back', () => {
    it('leaves nothing, may be taken back again, and can be made anew', async () => {
      const { pullRequest } = await propose();
      expect(await undo(pullRequest)).toEqual({ removed: ['pull request #1', 'branch adr/0019'] });
      expect(await undo(pullRequest)).toEqual({ removed: [] });
      expect(await pulls()).toEqual(['adr/0019 closed Undone: ADR 0019: Queues between orders and payments']);
      expect(await propose()).toMatchObject({ branch: 'adr/0019', pullRequest: 2 });
    });

    it('stays when another person made it, or a person by hand', async () => {
      const { pullRequest } = await propose();
      await expect(undo(pullRequest, hana)).rejects.toMatchObject({ code: 'PLT-304' });
      await octokit.pulls.update({ owner: 'connectly', repo: 'platform', pull_number: pullRequest, body: 'Rewritten.' });
      await expect(undo(pullRequest)).rejects.toMatchObject({ code: 'PLT-304' });
      await expect(undo(99)).rejects.toMatchObject({ code: 'PLT-404' });
    });

    it.each([
      ['a commit', () => world.work('platform', 'git checkout --quiet adr/0019; git commit --quiet --allow-empty -m More; git push --quiet origin adr/0019')],
      ['an amended commit', () => world.work('platform', 'git checkout --quiet adr/0019; echo x >> README.md; git commit --quiet -a --amend --no-edit; git push --quiet --force origin adr/0019')],
      ['a comment', () => new Octokit({ auth: testTokens.jiwoo, baseUrl: world.access.apiUrl }).issues.createComment({ owner: 'connectly', repo: 'platform', issue_number: 1, body: 'Why?' })],
      ['a merge', () => octokit.pulls.merge({ owner: 'connectly', repo: 'platform', pull_number: 1 })],
    ])('stays after %s', async (_, work) => {
      const { pullRequest } = await propose();
      await work();
      await expect(undo(pullRequest)).rejects.toMatchObject({ code: 'PLT-305' });
    });

    it('goes in spite of what machines said', async () => {
      const { pullRequest } = await propose();
      await new Octokit({ auth: testTokens.atlantis, baseUrl: world.access.apiUrl }).issues.createComment({ owner: 'connectly', repo: 'platform', issue_number: 1, body: 'Ran Plan' });
      expect((await undo(pullRequest)).removed).toHaveLength(2);
    });
  });
});
