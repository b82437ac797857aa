import { resolve } from 'node:path';
import { Octokit } from '@octokit/rest';
import { startTestPublication, testAnswers, TestPublication } from '../__testUtils__/publication';
import { registerService } from './registerService';

const checkout = resolve(__dirname, '../../../..');

jest.setTimeout(60_000);

describe('registering a repository that exists', () => {
  let world: TestPublication;
  let octokit: Octokit;
  beforeAll(async () => {
    world = await startTestPublication(checkout);
    octokit = new Octokit({ auth: await world.access.token(), baseUrl: world.access.apiUrl });
  });
  afterAll(() => world.close());
  beforeEach(() => world.forge.controls.log.reset());

  /** A repository of the organisation as a person made it, with what it says of itself. */
  async function makeRepository(name: string, record?: string) {
    await octokit.repos.createInOrg({ org: 'connectly', name, auto_init: true });
    if (record === undefined) return;
    await octokit.repos.createOrUpdateFileContents({
      owner: 'connectly',
      repo: name,
      path: '.platform/answers.yaml',
      message: 'Say what this is',
      content: Buffer.from(record).toString('base64'),
    });
  }
  async function register(name: string, owner: string) {
    const answers = testAnswers({ name, owner });
    const rendered = await world.render(answers);
    return await registerService({ answers, rendered, settings: world.settings, access: world.access, requester: 'user:default/jiwoo' });
  }
  const writes = () => world.forge.controls.log.list().filter(item => item.operation?.includes('RegisterService'));

  it('opens the pull request for the owner that it names, once', async () => {
    await makeRepository('checkout', 'answers: { name: checkout, owner: payments }\n');
    const first = await register('checkout', 'payments');
    expect(first.registrationUrl).toMatch(/\/connectly\/platform\/pull\/\d+$/);
    expect(await register('checkout', 'payments')).toEqual(first);
    expect(writes()).toHaveLength(1);
  });

  it.each([
    ['another owner', 'answers: { name: NAME, owner: payments }\n'],
    ['another service', 'answers: { name: billing, owner: orders }\n'],
    ['nothing', undefined],
    ['nothing that can be read', 'answers: {'],
    ['a list', 'answers: [orders]\n'],
    ['an owner that is no text', 'answers: { name: NAME, owner: [orders] }\n'],
    ['an owner twice', 'answers: { name: NAME, owner: payments, owner: orders }\n'],
    ['an owner by an alias', 'x: &x orders\nanswers: { name: NAME, owner: *x }\n'],
    ['an owner far down', `# ${'x'.repeat(20_000)}\nanswers: { name: NAME, owner: orders }\n`],
  ])('refuses one that names %s', async (_, record) => {
    const name = `ledger-${Math.random().toString(36).slice(2, 8)}`;
    await makeRepository(name, record?.replace('NAME', name));
    await expect(register(name, 'orders')).rejects.toMatchObject({ code: 'PLT-602', where: `connectly/${name}` });
    expect(writes()).toEqual([]);
  });
});
