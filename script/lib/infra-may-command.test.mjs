/** Run by script/infra test: who may have Atlantis do what, as its `team_authz` asks. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { infrastructure } from './infra-workspace.mjs';

const run = promisify(execFile);

let registrations;
before(async () => {
  registrations = await mkdtemp(join(tmpdir(), 'platform-may-command-'));
  const registration = (name, owner, repository = `connectly/${name}`) => `kind: Service\nname: ${name}\nrepository: ${repository}\nowner: ${owner}\n`;
  await writeFile(join(registrations, 'checkout.yaml'), registration('checkout', 'group:default/payments'));
  await writeFile(join(registrations, 'quoted.yaml'), registration('quoted', '"group:default/payments"'));
  await writeFile(join(registrations, 'odd.yaml'), registration('odd', 'user:default/jiwoo'));
  await writeFile(join(registrations, 'twice-a.yaml'), registration('twice-a', 'group:default/payments', 'connectly/twice'));
  await writeFile(join(registrations, 'twice-b.yaml'), registration('twice-b', 'group:default/growth', 'connectly/twice'));
});
after(() => rm(registrations, { recursive: true, force: true }));

async function asked(command, repository, teams, user = 'jiwoo') {
  const args = [join(infrastructure, 'atlantis/may-command.mjs'), registrations, command, repository, ...teams.map(team => `connectly/${team}`)];
  const { stdout } = await run(process.execPath, args, { env: { PATH: process.env.PATH, USER_NAME: user, PLATFORM_MACHINE_USERS: 'portal' } });
  return stdout.trim().split('\n').at(-1);
}

test('the owning team and the platform team apply, nobody else', async () => {
  for (const command of ['apply', 'unlock', 'approve_policies', 'import', 'state', 'anything']) {
    assert.equal(await asked(command, 'connectly/checkout', ['payments']), 'pass', command);
    assert.equal(await asked(command, 'connectly/checkout', ['growth', 'platform']), 'pass', command);
    assert.equal(await asked(command, 'connectly/checkout', ['growth']), 'fail', command);
    assert.equal(await asked(command, 'connectly/checkout', []), 'fail', command);
    assert.equal(await asked(command, 'connectly/platform', ['payments']), 'fail', command);
    assert.equal(await asked(command, 'connectly/unregistered', ['payments']), 'fail', command);
    assert.equal(await asked(command, 'connectly/checkout', [], 'portal'), 'fail', 'a machine opens pull requests, and applies none');
    assert.equal(await asked(command, 'connectly/checkout', [], ''), 'fail', command);
  }
  assert.equal(await asked('apply', 'Connectly/Checkout', ['payments']), 'pass', 'GitHub does not tell capitals apart');
  assert.equal(await asked('apply', 'connectly/quoted', ['payments']), 'pass');
});

test('a registration that does not say one team gives nobody a right', async () => {
  assert.equal(await asked('apply', 'connectly/odd', ['jiwoo']), 'fail');
  assert.equal(await asked('apply', 'connectly/twice', ['payments']), 'fail');
  assert.equal(await asked('apply', 'connectly/twice', ['undefined']), 'fail');
});

test('members of a team and machines have things planned, strangers do not', async () => {
  for (const command of ['plan', 'policy_check', 'version']) {
    assert.equal(await asked(command, 'connectly/checkout', ['growth']), 'pass');
    assert.equal(await asked(command, 'connectly/checkout', [], 'portal'), 'pass');
    assert.equal(await asked(command, 'connectly/checkout', [], 'connectly-portal[bot]'), 'pass');
    assert.equal(await asked(command, 'connectly/checkout', [], ''), 'pass', 'the API has a token of its own');
    assert.equal(await asked(command, 'connectly/checkout', [], 'stranger'), 'fail');
  }
});
