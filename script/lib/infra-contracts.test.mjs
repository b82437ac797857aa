/** Run by script/infra test: the order of stacks and their contracts come from HCL, and what cannot be read is refused. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { covers, difference, readContract, stepsOf, withDependencies } from './infra-contracts.mjs';
import { leaveOut } from './infra-missing.mjs';

let home;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'platform-contracts-'));
});
after(() => rm(home, { recursive: true, force: true }));

async function stackOf(name, hcl) {
  const directory = join(home, 'stacks', name);
  await mkdir(directory, { recursive: true });
  await mkdir(join(home, 'modules'), { recursive: true });
  await writeFile(join(directory, 'contract.tf'), hcl);
  return directory;
}

const reading = (...stacks) => ({ reads: new Map(stacks.map(stack => [stack, {}])) });

test('names of a contract are taken from the calls', async () => {
  const directory = await stackOf(
    'network',
    `module "contract" {
  source = "../../modules/contract-publish"
  stack  = "network"
  values = {
    vpc_id = aws_vpc.this.id
  }
  list_values = {
    subnet_ids = [for subnet in aws_subnet.this : subnet.id]
  }
}
module "kms" {
  source = "../../modules/contract-read"
  stack  = "kms"
  values = ["logs_key_arn"]
}
`,
  );
  const { publishes, reads } = await readContract('network', directory);
  assert.deepEqual(publishes, ['vpc_id', 'subnet_ids']);
  assert.deepEqual([...reads], [['kms', { values: ['logs_key_arn'], lists: [] }]]);
});

test('another’s name, and a reader that is not static, are refused', async () => {
  const source = 'source = "../../modules/contract';
  const foreign = await stackOf('foreign', `module "contract" {\n${source}-publish"\nstack = "kms"\nvalues = {}\n}\n`);
  await assert.rejects(readContract('foreign', foreign), /publishes under its own name, foreign/);
  const dynamic = await stackOf('dynamic', `module "kms" {\n${source}-read"\nstack = "kms"\nvalues = var.names\n}\n`);
  await assert.rejects(readContract('dynamic', dynamic), /must read by literals/);
  const nameless = await stackOf('nameless', `module "kms" {\n${source}-read"\nstack = var.stack\nvalues = ["a"]\n}\n`);
  await assert.rejects(readContract('nameless', nameless), /must read by literals/);
});

test('a stack comes after all that it reads, and a circle is named', () => {
  const contracts = new Map([
    ['portal', reading('network', 'kms')],
    ['network', reading('kms')],
    ['kms', reading()],
    ['bootstrap', reading()],
  ]);
  assert.deepEqual(stepsOf(contracts), [['bootstrap', 'kms'], ['network'], ['portal']]);
  assert.deepEqual(withDependencies(contracts, ['network']), ['network', 'kms']);
  contracts.set('kms', reading('portal'));
  assert.throws(() => stepsOf(contracts), /circle: kms, network, portal/);
});

test('stack.yaml and what is published must agree; a placeholder covers what follows from data', () => {
  assert.equal(difference(['vpc_id'], ['vpc_id']), undefined);
  assert.match(difference(['vpc_id'], []), /not published: vpc_id/);
  assert.match(difference([], ['vpc_id']), /does not name what is published: vpc_id/);
  assert.equal(difference(['plan_role_arn_<service>'], ['plan_role_arn_checkout', 'plan_role_arn_pay_2']), undefined);
  assert.ok(!covers('plan_role_arn_<service>', 'apply_role_arn_checkout'));
  assert.ok(!covers('vpc.id', 'vpc_id'));
});

test('a missing type is emptied, and what protects data let go of', async () => {
  const directory = await stackOf(
    'guarded',
    `resource "aws_kms_key" "this" {
  for_each = var.keys
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_s3_bucket" "logs" {
}
resource "aws_chatbot_slack_channel_configuration" "one" {
}
resource "aws_chatbot_slack_channel_configuration" "many" {
  for_each = var.channels
}
`,
  );
  await leaveOut(home, ['aws_chatbot_slack_channel_configuration']);
  assert.deepEqual(JSON.parse(await readFile(join(directory, 'emulator_override.tf.json'), 'utf8')), {
    resource: {
      aws_kms_key: { this: { lifecycle: { prevent_destroy: false } } },
      aws_s3_bucket: { logs: { force_destroy: true } },
      aws_chatbot_slack_channel_configuration: { one: { count: 0 }, many: { for_each: {} } },
    },
  });
});
