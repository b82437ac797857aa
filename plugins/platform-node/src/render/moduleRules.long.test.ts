/**
 * Whatever the form accepts, every module accepts at plan: the modules' own validations, evaluated by real Terraform over
 * the edges of the answers. A person must not read a refusal on the pull request that the form could have given.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseServiceAnswers, ServiceAnswers } from '@connectly/plugin-platform-common';
import { JsonValue } from '@connectly/plugin-terraform-common';
import {
  attribute,
  block,
  constant,
  formatHcl,
  HclBlock,
  object,
  readTerraformDirectory,
  reference,
  writeHcl,
} from '@connectly/plugin-terraform-node';
import { pairwise } from '../__testUtils__/pairwise';
import { answersOf, canRunTerraform, startTerraformWorld, TerraformWorld } from '../__testUtils__/terraform';
import { defaultPlatformSettings } from '../settings';
import { serviceVariables } from './variables';

const checkout = resolve(__dirname, '../../../..');

/** What a person may try; the form refuses some of it, and the rest must plan. */
const tried = {
  name: [
    'abc', 'a1', 'a-1', 'x'.repeat(24), `a${'-1'.repeat(11)}z`, 'checkout-internal', 'internal', 'internal-api', 'aws-sync',
    'sg-9', 'mysql', 'sys', 'postgres', 'template0', 'rdsadmin', 'information-schema', 'performance-schema', 'postgresql',
  ],
  owner: ['p', '1st-line', 'x'.repeat(60)],
  containerPort: [1023, 1024, 65535, 65536],
  healthCheckPath: ['/', '/.well-known/~a_b-c/', `/${'x'.repeat(99)}`, `/${'x'.repeat(100)}`, '/a?b', '/a b'],
  costCenter: ['', 'CC-10', 'ABCDE-123456', 'A-10', 'CC-1', 'CC-1234567', 'cc-1042', '4711', 'CC 1042', 'Marketing'],
} satisfies Partial<Record<keyof ServiceAnswers, JsonValue[]>>;

const accepted = Object.fromEntries(
  Object.entries<JsonValue[]>(tried).map(([field, values]) => [
    field,
    values.filter(value => parseServiceAnswers({ ...answersOf({}), [field]: value }).ok),
  ]),
);

/** What the stacks promise, by name; the modules check the form of these as well. */
const key = 'arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const subnets = ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'];
const promised: Record<string, JsonValue> = {
  vpc_id: 'vpc-0a1b2c3d4e5f60718',
  public_subnet_ids: subnets,
  private_subnet_ids: subnets,
  data_subnet_ids: subnets,
  cluster_arn: 'arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform',
  access_logs_bucket: 'dev-connectly-access-logs',
  web_acl_arn: 'arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab',
  certificate_arn: 'arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab',
  boundary_arn: 'arn:aws:iam::111122223333:policy/service-boundary',
  logs_key_arn: key,
  rds_key_arn: key,
};

const given = (values: Record<string, JsonValue>) =>
  Object.entries(values).map(([name, value]) => attribute(name, constant(value)));

/** Stands in for every contract that a rendered root reads. */
async function contractOverrides(main: string): Promise<HclBlock[]> {
  const { moduleCalls } = await readTerraformDirectory({ 'main.tf': main });
  const names = (argument: unknown) => (argument as { constant?: string[] })?.constant ?? [];
  return moduleCalls
    .filter(call => call.name.endsWith('_contract'))
    .map(call => {
      const outputs = (argument: unknown) =>
        constant(Object.fromEntries(names(argument).map(name => [name, promised[name]])));
      return block('override_module', [], [
        attribute('target', reference('module', call.name)),
        attribute('outputs', object({
          values: outputs(call.arguments.values),
          list_values: outputs(call.arguments.list_values),
        })),
      ]);
    });
}

jest.setTimeout(600_000);

describe('the rules of the modules', () => {
  let world: TerraformWorld;
  beforeAll(async () => {
    world = await startTerraformWorld(checkout);
  });
  afterAll(() => world.close());

  const shapes = [
    { database: 'postgres', exposure: 'public', generation: 'newest' },
    { database: 'mysql', exposure: 'internal', generation: 'first' },
  ];
  const withTerraform = canRunTerraform(checkout) ? it.each(shapes) : it.skip.each(shapes);
  withTerraform('let every accepted answer plan: $database, $exposure, $generation modules', async shape => {
    const { database, exposure, generation } = shape;
    const newest = await world.render({ database, exposure });
    const moduleVersions = generation === 'first' ? world.firstVersions(newest.moduleVersions) : {};
    const rows = pairwise({
      ...accepted,
      environments: [['dev'], ['stg'], ['prod']],
      size: ['small', 'medium', 'large'],
      tier: ['standard', 'critical'],
    });
    const { provision } = await world.render({ database, exposure, moduleVersions });
    const root = join(await world.write(provision), 'terraform/dev');
    const main = provision.find(file => file.path === 'terraform/dev/main.tf')?.content ?? '';
    const runs = rows.map((row, index) => {
      const answers = answersOf({ ...row, database, exposure, moduleVersions });
      const variables = serviceVariables(answers, answers.environments[0], defaultPlatformSettings);
      return block('run', [`row_${index}`], [
        attribute('command', reference('plan')),
        block('variables', [], given(Object.fromEntries(variables.map(({ name, value }) => [name, value])))),
      ]);
    });
    const test = writeHcl([
      block('mock_provider', ['aws'], [
        block('mock_data', ['aws_iam_policy_document'], [attribute('defaults', constant({ json: '{}' }))]),
      ]),
      ...(await contractOverrides(main)),
      ...runs,
    ]);
    await writeFile(join(root, 'answers.tftest.hcl'), await formatHcl(test));
    await world.terraform(root, ['init', '-backend=false', '-input=false']);
    const output = await world.terraform(root, ['test', '-no-color']);
    // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
    expect(output).toContain(`Success! ${rows.length} passed, 0 failed.`);
  });
});
