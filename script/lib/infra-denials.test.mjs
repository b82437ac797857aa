/**
 * Run by script/infra test: what the policies of buckets deny to a role that may do everything. The emulator passes over denials
 * under a condition (emulator/extensions/s3_policy.py), so they are asked here, by IAM's rules over each stack's permissions.json.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAllowed } from './iam-evaluation.mjs';
import { infrastructure } from './infra-workspace.mjs';

const account = '111122223333';
const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** What a request of a role of this account says of itself, over TLS. */
const request = {
  'aws:SecureTransport': 'true',
  's3:TlsVersion': '1.3',
  'aws:PrincipalAccount': account,
  'aws:PrincipalIsAWSService': 'false',
  'aws:PrincipalArn': `arn:aws:iam::${account}:role/somebody`,
};

async function policyOf(stack, address) {
  const permissions = JSON.parse(await readFile(join(infrastructure, 'stacks', stack, 'permissions.json'), 'utf8'));
  assert.ok(permissions[address], `${stack} has no policy ${address}`);
  return permissions[address].policy;
}

/** @param {[boolean, string, string, Record<string, string>?][]} questions may it, action, resource, and what is otherwise than usual */
function ask(policy, questions, tags) {
  for (const [expected, action, resource, conditions] of questions) {
    const answer = isAllowed({ policies: [everything, policy], tags }, { action, resource, context: { ...request, ...conditions } });
    assert.equal(answer, expected, `${action} on ${resource} with ${JSON.stringify(conditions ?? {})}`);
  }
}

const withoutTls = { 'aws:SecureTransport': 'false' };

test('the bucket of states: TLS, this account, and no version is removed', async () => {
  const state = 'arn:aws:s3:::dev-connectly/network/terraform.tfstate';
  ask(await policyOf('bootstrap', 'aws_s3_bucket_policy.state'), [
    [true, 's3:GetObject', state],
    [true, 's3:PutObject', state],
    [true, 's3:DeleteObject', state],
    [false, 's3:GetObject', state, withoutTls],
    [false, 's3:ListBucket', 'arn:aws:s3:::dev-connectly', withoutTls],
    [false, 's3:GetObject', state, { 'aws:PrincipalAccount': '444455556666' }],
    [true, 's3:GetObject', state, { 'aws:PrincipalAccount': '444455556666', 'aws:PrincipalIsAWSService': 'true' }],
    [false, 's3:DeleteObjectVersion', state],
  ]);
  ask(await policyOf('bootstrap', 'aws_s3_bucket_policy.access_logs'), [
    [true, 's3:GetObject', 'arn:aws:s3:::dev-connectly-state-access-logs/one'],
    [false, 's3:GetObject', 'arn:aws:s3:::dev-connectly-state-access-logs/one', withoutTls],
  ]);
});

test('a bucket of the module s3-bucket: TLS of today, and no other key', async () => {
  const policy = await policyOf('shared-bucket', 'module.bucket.aws_s3_bucket_policy.this');
  const [{ Resource: [bucket] }] = policy.Statement;
  const through = { 's3:DataAccessPointAccount': account };
  const header = 's3:x-amz-server-side-encryption';
  ask(policy, [
    [true, 's3:PutObject', `${bucket}/checkout/a`, through],
    [true, 's3:PutObject', `${bucket}/checkout/a`, { ...through, [header]: 'aws:kms' }],
    [false, 's3:PutObject', `${bucket}/checkout/a`, { ...through, [header]: 'AES256' }],
    [false, 's3:PutObject', `${bucket}/checkout/a`, { ...through, [`${header}-aws-kms-key-id`]: `arn:aws:kms:ap-northeast-2:${account}:key/other` }],
    [false, 's3:GetObject', `${bucket}/checkout/a`, { ...through, ...withoutTls }],
    [false, 's3:GetObject', `${bucket}/checkout/a`, { ...through, 's3:TlsVersion': '1.1' }],
  ]);
});

test('the shared bucket: objects through access points only, but for AWS Backup', async () => {
  const policy = await policyOf('shared-bucket', 'module.bucket.aws_s3_bucket_policy.this');
  const [{ Resource: [bucket] }] = policy.Statement;
  ask(policy, [
    [false, 's3:GetObject', `${bucket}/checkout/a`],
    [false, 's3:PutObject', `${bucket}/checkout/a`],
    [true, 's3:GetObject', `${bucket}/checkout/a`, { 's3:DataAccessPointAccount': account }],
    [false, 's3:GetObject', `${bucket}/checkout/a`, { 's3:DataAccessPointAccount': '444455556666' }],
    [true, 's3:GetObject', `${bucket}/checkout/a`, { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/platform-backup` }],
    [true, 's3:PutBucketPolicy', bucket],
  ]);
});

test('an access point: one service, its prefix, and its own policy stays open to whoever keeps it', async () => {
  const policy = await policyOf('shared-bucket', 'aws_s3control_access_point_policy.service["checkout"]');
  const point = `arn:aws:s3:ap-northeast-2:${account}:accesspoint/shared-checkout`;
  const object = name => `${point}/object/${name}`;
  ask(
    policy,
    [
      [true, 's3:GetObject', object('checkout/a')],
      [true, 's3:PutObject', object('checkout/a')],
      [true, 's3:ListBucket', point, { 's3:prefix': 'checkout/a' }],
      [false, 's3:GetObject', object('ledger/a')],
      [false, 's3:DeleteObject', object('ledger/a')],
      [false, 's3:ListBucket', point, { 's3:prefix': 'ledger/' }],
      [false, 's3:ListBucket', point],
    ],
    { Service: 'checkout' },
  );
  ask(
    policy,
    [
      [false, 's3:GetObject', object('checkout/a')],
      [false, 's3:ListBucket', point, { 's3:prefix': 'checkout/a' }],
      [true, 's3:GetAccessPointPolicy', point],
      [true, 's3:PutAccessPointPolicy', point],
      [true, 's3:DeleteAccessPointPolicy', point],
    ],
    { Service: 'shared-bucket' },
  );
});
