/**
 * Run by script/infra test: the stacks' databases say the days that AWS Backup sets. Where a tier is backed up continuously, it owns
 * `backup_retention_period`: another number would be a change in every plan, and refused by every apply.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { infrastructure } from './infra-workspace.mjs';

/** What each stack with a database says of it: its tier and its days. */
const databases = {
  portal: ({ database }, environment) => ({ tier: environment === 'prod' ? 'critical' : 'development', days: database.backup_days }),
  'shared-rds': values => ({ tier: values.backup_tier, days: values.backup_retention_days }),
};

const valuesOf = async (stack, environment) =>
  JSON.parse(await readFile(join(infrastructure, 'stacks', stack, `${environment}.tfvars.json`), 'utf8'));

for (const environment of ['dev', 'stg', 'prod']) {
  test(`databases in ${environment} keep their backups as long as AWS Backup sets`, async () => {
    const { tiers } = await valuesOf('backup', environment);
    for (const [stack, read] of Object.entries(databases)) {
      const { tier, days } = read(await valuesOf(stack, environment), environment);
      assert.ok([0, days].includes(tiers[tier].continuous_days), `${stack} says ${days} days, the tier ${tier} ${tiers[tier].continuous_days}`);
    }
  });
}
