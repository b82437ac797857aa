/** Run by script/infra test: who may have Atlantis do what, as its `team_authz` asks. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { infrastructure } from './infra-workspace.mjs';

const run = promisify(execFile);

const owners = ['connectly/platform=platform', 'connectly/checkout=payments'];

async function asked(command, repository, teams, user = 'jiwoo') {
  const args = [join(infrastructure, 'atlantis/may-command.mjs'), ...owners, '--', command, repository, ...teams.map(team => `connectly/${team}`)];
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
    assert.equal(await asked(command, 'connectly/unregistered', ['growth']), 'pass', 'its workflow says that it is not registered');
    assert.equal(await asked(command, 'connectly/unregistered', []), 'fail', command);
    assert.equal(await asked(command, 'connectly/checkout', [], 'portal'), 'fail', 'a machine opens pull requests, and applies none');
    assert.equal(await asked(command, 'connectly/checkout', [], ''), 'fail', command);
  }
  assert.equal(await asked('apply', 'Connectly/Checkout', ['payments']), 'pass', 'GitHub does not tell capitals apart');
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
