/** What counts as a protection, in a state and in a plan. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { protectionsOf, protectionsPlanned } from './infra-protections.mjs';

const managed = (address, values) => ({ address, mode: 'managed', values });

test('arguments that protect, at any depth; data sources and other arguments are left out', () => {
  const found = protectionsOf([
    managed('aws_s3_bucket_versioning.this', { bucket: 'one', versioning_configuration: [{ status: 'Enabled' }] }),
    managed('aws_kms_key.this', { enable_key_rotation: true, description: 'Key' }),
    managed('aws_lb.this', { name: 'one', status: 'active' }),
    { address: 'data.aws_kms_key.this', mode: 'data', values: { enable_key_rotation: false } },
  ]);
  assert.deepEqual(found, {
    'aws_kms_key.this': { enable_key_rotation: true },
    'aws_s3_bucket_versioning.this': { 'versioning_configuration.status': 'Enabled' },
  });
});

test('of several blocks each is told apart', () => {
  const rule = [{ status: 'Enabled' }, { status: 'Disabled' }];
  assert.deepEqual(protectionsOf([managed('a', { rule })]), { a: { 'rule.0.status': 'Enabled', 'rule.1.status': 'Disabled' } });
});

test('what is not set is left out, also where the mocks of Terraform make something up', () => {
  assert.deepEqual(protectionsOf([managed('a', { kms_key_id: 'k3v9x2ab', kms_master_key_id: null, acl: '' })]), {});
});

test('what a plan does not know yet is said to be so', () => {
  const change = { after: { encrypted: true, rule: [{ status: 'Enabled' }] }, after_unknown: { kms_key_id: true, rule: [{}] } };
  assert.deepEqual(protectionsPlanned({ resource_changes: [{ address: 'a', mode: 'managed', change }] }), {
    a: { encrypted: true, kms_key_id: 'known after apply', 'rule.status': 'Enabled' },
  });
});
