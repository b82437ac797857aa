/**
 * Somebody's first pull request to a seeded service: real Atlantis plans it whole, on the old releases that the service calls, and no policy
 * refuses it. Part of `script/test --all`.
 */
import { startPortal, TestPortal } from './portal';
import { PullRequests } from './pullRequests';

describe('a seeded service', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal(['--atlantis']);
  });
  afterAll(() => portal?.stop());

  it.each([
    ['ledger', ['dev', 'stg', 'prod']],
    ['storefront', ['dev', 'prod']],
    ['order-history', ['dev', 'prod']],
  ])('%s breaks no policy in %j', async (name, environments) => {
    const service = PullRequests.of(portal, name);
    const notes = environments.map(environment => [`terraform/${environment}/notes.tf`, '# nothing changes\n']);
    // the last one has its provision pull request still open
    const number = name === 'order-history' ? 1 : await service.propose('notes', Object.fromEntries(notes));
    if (number === 1) await service.tellAtlantis(1, 'atlantis plan', /Ran Plan/, { token: await portal.personToken('minseo') });
    const said = await service.atlantisSays(number, /Policy Check/);
    expect(said).toContain(`Ran Policy Check for ${environments.length} projects`);
    expect(said).not.toContain('POL-');
  });
});
