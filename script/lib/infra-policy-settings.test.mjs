/** Run by script/infra test: what the policies take for the organisation's own follows what the stacks are told. */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkPolicySettings } from './infra-policy-settings.mjs';
import { infrastructure } from './infra-workspace.mjs';

const settings = 'policies/data/settings.yaml';
const files = [
  settings,
  'environments/prod.tfvars.json',
  ...['dev', 'stg', 'prod'].map(environment => `stacks/atlantis/${environment}.tfvars.json`),
];

let home;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'platform-policy-settings-'));
});
after(() => rm(home, { recursive: true, force: true }));

/** Checks a copy in which one text of a file is another. */
async function check(file, is, becomes) {
  for (const name of files) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await cp(join(infrastructure, name), join(home, name));
  }
  const text = await readFile(join(home, file), 'utf8');
  assert.ok(text.includes(is));
  await writeFile(join(home, file), text.replace(is, becomes));
  await checkPolicySettings(home);
}

test('an account that only one of both knows is said', async () => {
  await check(settings, '111122223333', '111122223333');
  await assert.rejects(check(settings, '111122223333', '444455556666'), /stacks\/atlantis\/dev\.tfvars\.json/);
  await assert.rejects(check(settings, ' prod: "333344445555"', ' prod: "333344445555", other: "444455556666"'), /dev\.tfvars\.json/);
  await assert.rejects(check('stacks/atlantis/prod.tfvars.json', '222233334444', '444455556666'), /stacks\/atlantis\/prod\.tfvars\.json/);
});

test('so is another domain', async () => {
  await assert.rejects(check('environments/prod.tfvars.json', 'connectly.example', 'elsewhere.example'), /connectly\.example, .*elsewhere\.example/);
});
