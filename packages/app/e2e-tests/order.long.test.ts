/**
 * In which order real Atlantis works: a change travels through the environments and ends where it fails, and a registration that is merged
 * meanwhile waits. Part of `script/test --all`.
 */
import { startPortal, TestPortal } from './portal';
import { createService, mergeRegistration, PullRequests, until } from './pullRequests';

const applySummary = /Apply Summary|Apply Failed|Apply Error/;
const name = 'invoices';
const logGroup = (environment: string) => `/services/${name}-${environment}-audit`;

describe('a service in two environments', () => {
  let portal: TestPortal;
  let service: PullRequests;
  /** Somebody of the team that owns the service. */
  let owner: { token: string };

  beforeAll(async () => {
    portal = await startPortal(['--atlantis']);
    service = PullRequests.of(portal, name);
    owner = { token: await portal.personToken('hana') };
    const answers = { owner: 'group:default/payments', environments: ['dev', 'stg'], size: 'small', database: 'none', exposure: 'internal' };
    await createService(portal, { ...answers, name });
    await createService(portal, { ...answers, name: 'mailbox' });
    await service.atlantisSays(1, /Policy Check/);
    await PullRequests.of(portal, 'mailbox').atlantisSays(1, /Policy Check/);
  });
  afterAll(() => portal?.stop());

  /** Asks CloudWatch Logs of the emulator, past Terraform: as somebody does with their own hands. */
  async function logs<T>(action: string, body: object): Promise<T> {
    const { AWS_ENDPOINT_URL: url = '' } = await portal.terraformEnvironment();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${action}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/ap-northeast-2/logs/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${action} answered ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : {}) as T;
  }

  const exists = async (environment: string) => {
    const found = await logs<{ logGroups: object[] }>('DescribeLogGroups', { logGroupNamePrefix: logGroup(environment) });
    return found.logGroups.length > 0;
  };

  it('is applied to its end though another registration is merged in the middle', async () => {
    await mergeRegistration(portal, name);
    await service.approve(1);
    const platform = PullRequests.of(portal, 'platform');
    const registration = await platform.from('register/mailbox');
    await platform.approve(registration);
    const restarts = async () => (await portal.log('atlantis')).match(/Atlantis started/g)?.length ?? 0;
    const before = await restarts();
    let answered = false;
    const applied = service
      .tellAtlantis(1, 'atlantis apply', applySummary, owner, 600)
      .finally(() => (answered = true));
    await until(portal, 'apply', async () => (await portal.log('atlantis')).includes('"starting apply"') || undefined, 60);
    await platform.merge(registration);
    expect({ answered, restarts: await restarts() }).toEqual({ answered: false, restarts: before });

    expect(await applied).toContain('2 projects, 2 successful, 0 failed, 0 errored');
    await until(portal, 'Atlantis with the registration', async () => (await restarts()) > before || undefined, 600);
    await service.mergeAndLetGo(1);
  });

  it('does not change the second environment when the first fails, and goes on once that is mended', async () => {
    const resource = [
      'resource "aws_cloudwatch_log_group" "audit" {',
      '  name              = "/services/${local.name}-audit"',
      '  kms_key_id        = module.kms_contract.values["logs_key_arn"]',
      '  retention_in_days = 30',
      '}',
      '',
    ].join('\n');
    // what somebody made by hand is in the way, and no plan can know
    await logs('CreateLogGroup', { logGroupName: logGroup('dev') });
    const change = await service.propose('audit', { 'terraform/dev/audit.tf': resource, 'terraform/stg/audit.tf': resource });
    expect(await service.atlantisSays(change, /Policy Check/)).toContain('2 projects');
    await service.approve(change);

    const failed = await service.tellAtlantis(change, 'atlantis apply', applySummary, owner, 600);
    expect(failed).toContain('ResourceAlreadyExists');
    expect(failed).not.toContain('Apply complete!');
    expect({ dev: await exists('dev'), stg: await exists('stg') }).toEqual({ dev: true, stg: false });

    await logs('DeleteLogGroup', { logGroupName: logGroup('dev') });
    // what was begun has changed the state, so that the plan before it is stale
    await service.tellAtlantis(change, 'atlantis plan', /Policy Check/, owner);
    const done = await service.tellAtlantis(change, 'atlantis apply', applySummary, owner, 600);
    expect(done).toContain('2 projects, 2 successful, 0 failed, 0 errored');
    expect({ dev: await exists('dev'), stg: await exists('stg') }).toEqual({ dev: true, stg: true });
  });
});
