/** Run by script/infra test: a waiver that would stop its service's plans is said before it is merged. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkWaivers } from './infra-policy-waivers.mjs';
import { isInstalled } from './tools.mjs';

/** The rules are asked by conftest, which is built with Go. */
const skip = (await isInstalled('go')) ? false : 'go is missing';

const day = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const good = {
  rule: 'POL-003', service: 'checkout', address: 'module.partner.**', owner: 'group:default/payments',
  reason: 'They move in January.', expires: day(30),
};

let home;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'platform-policy-waivers-'));
  for (const name of ['services', 'policies/waivers']) await mkdir(join(home, name), { recursive: true });
  await writeFile(join(home, 'services/checkout.yaml'), JSON.stringify({ name: 'checkout', owner: 'group:default/payments' }));
});
after(() => rm(home, { recursive: true, force: true }));

/** Checks a folder with one file of waivers. */
async function check(waivers) {
  await writeFile(join(home, 'policies/waivers/one.yaml'), JSON.stringify({ waivers }));
  await checkWaivers(home);
}
const checkOne = change => check({ one: { ...good, ...change } });

test('a waiver that the rules take passes', { skip }, async () => {
  await checkOne({});
  await checkOne({ environment: 'dev' });
  await checkOne({ service: 'stacks/kms', owner: 'group:default/platform' });
});

test('one that covers whatever comes, is of another team, has ended or says too little is said', { skip }, async () => {
  await assert.rejects(checkOne({ address: '**s**' }), /waiver one: its address \*\*s\*\* names no module/);
  await assert.rejects(checkOne({ owner: 'group:default/growth' }), /waiver one: its owner is group:default\/growth, and checkout belongs to group:default\/payments/);
  await assert.rejects(checkOne({ service: 'ledger' }), /waiver one: .*ledger is not registered/);
  await assert.rejects(checkOne({ service: 'stacks/kms' }), /stacks\/kms belongs to group:default\/platform/);
  await assert.rejects(checkOne({ expires: day(-1) }), /waiver one: it expired/);
  await assert.rejects(checkOne({ expires: day(-1), environment: 'stg' }), /waiver one: it expired/);
  await assert.rejects(checkOne({ service: undefined }), /waiver one: it needs rule, service/);
});

test('so is a file that holds another one, or two', async () => {
  await assert.rejects(check({ other: good }), /one\.yaml must hold one waiver/);
  await assert.rejects(check({ one: good, two: good }), /one\.yaml must hold one waiver/);
});
