/** Run by script/infra test: whom the Atlantis of production works for, and how its image starts. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { infrastructure } from './infra-workspace.mjs';

const execFileAsync = promisify(execFile);
const environments = ['dev', 'stg', 'prod'];
const valuesOf = async (stack, environment) =>
  JSON.parse(await readFile(join(infrastructure, 'stacks', stack, `${environment}.tfvars.json`), 'utf8'));

let directory;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'platform-atlantis-'));
});
after(() => rm(directory, { recursive: true, force: true }));

test('every account trusts the Atlantis of production, and that of no other', async () => {
  const { account_ids: accounts } = await valuesOf('atlantis', 'prod');
  assert.equal(new Set(Object.values(accounts)).size, environments.length, 'an environment is an account of its own');
  for (const environment of environments) {
    assert.equal((await valuesOf('service-access', environment)).atlantis_account_id, accounts.prod, environment);
    assert.deepEqual((await valuesOf('atlantis', environment)).account_ids, accounts, `atlantis in ${environment} names other accounts`);
  }
});

test('the network of production lets Atlantis reach AWS in every account it works in, and no other network does', async () => {
  const { account_ids: accounts } = await valuesOf('atlantis', 'prod');
  for (const environment of environments) {
    const { trusted_account_ids: trusted } = await valuesOf('network', environment);
    assert.deepEqual([...trusted].sort(), environment === 'prod' ? [accounts.dev, accounts.stg].sort() : [], environment);
  }
});

test('the image starts with a profile for each service and for the central repository', async () => {
  const services = join(directory, 'etc/services');
  await mkdir(services, { recursive: true });
  await writeFile(join(services, 'checkout.yaml'), 'name: checkout\n');
  // Its paths are those of the image; Atlantis is one that shows what it was started with.
  const text = await readFile(join(infrastructure, 'atlantis/start-atlantis'), 'utf8');
  const script = join(directory, 'start-atlantis');
  await writeFile(script, text.replaceAll('/etc/atlantis/services', services).replaceAll('/tmp/aws-config', join(directory, 'aws-config')));
  await writeFile(join(directory, 'atlantis'), '#!/bin/bash\ncat "$AWS_CONFIG_FILE"\n', { mode: 0o755 });
  const { stdout } = await execFileAsync('bash', [script], {
    env: {
      PATH: `${directory}:${process.env.PATH}`,
      PLATFORM_ACCOUNT_IDS: JSON.stringify({ dev: '111122223333', prod: '333344445555' }),
      TF_PLUGIN_CACHE_DIR: join(directory, 'plugins'),
    },
  });
  const roles = Object.fromEntries([...stdout.matchAll(/^\[profile (.+)\]\nrole_arn = (.+)\ncredential_source = EcsContainer$/gm)].map(([, name, role]) => [name, role]));
  assert.deepEqual(Object.keys(roles).sort(), ['checkout', 'platform'].flatMap(name => ['dev-apply', 'dev-plan', 'prod-apply', 'prod-plan'].map(rest => `${name}-${rest}`)));
  assert.equal(roles['platform-prod-apply'], 'arn:aws:iam::333344445555:role/service-access/apply-platform');
  assert.equal(roles['checkout-dev-plan'], 'arn:aws:iam::111122223333:role/service-access/plan-checkout');
});
