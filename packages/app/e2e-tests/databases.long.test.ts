/**
 * The largest service that the form can make, on real parts: three environments, each with a database, open to the Internet. Atlantis
 * plans, applies and destroys it against the contracts of a portal's first start. Part of `script/test --all`.
 */
import { startPortal, TestPortal } from './portal';
import { createService, mergeRegistration, PullRequests } from './pullRequests';

const environments = ['dev', 'stg', 'prod'];

describe.each(['postgres', 'mysql'])('a service with %s in three environments', database => {
  const name = `ledger-${database}`;
  let portal: TestPortal;
  let service: PullRequests;
  /** Somebody of the team that owns the service. */
  let owner: { token: string };

  beforeAll(async () => {
    portal = await startPortal(['--atlantis']);
    service = PullRequests.of(portal, name);
    owner = { token: await portal.personToken('hana') };
  });
  afterAll(() => portal?.stop());

  it('is planned, and breaks no rule', async () => {
    await createService(portal, { name, owner: 'group:default/payments', environments, size: 'medium', database, exposure: 'public' });
    // at the end of what is too long for one comment
    await service.atlantisSays(1, /3 with changes, 0 with no changes, 0 failed/);
    const policies = await service.atlantisSays(1, /Policy Check/);
    expect(policies).toContain('Ran Policy Check for 3 projects');
    expect(policies).not.toContain('POL-');
  });

  it('is applied whole, and a plan afterwards changes nothing', async () => {
    await mergeRegistration(portal, name);
    await service.approve(1);
    // one environment after the other
    const summary = await service.tellAtlantis(1, 'atlantis apply', /Apply Summary|Apply Failed|Apply Error/, owner, 1_200);
    expect(summary).toContain('3 projects, 3 successful, 0 failed, 0 errored');
    await service.mergeAndLetGo(1);

    const again = await service.propose('notes', { 'terraform/prod/notes.tf': '# nothing changes\n' });
    await service.atlantisSays(again, /No changes/);
  });
});
