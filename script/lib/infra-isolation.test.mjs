/** Run by script/infra test: whatever AWS settings a machine has, Terraform's requests reach the emulator only. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { emulatorEnvironment } from './infra-emulator.mjs';
import { mockedEnvironment } from './infra-provider.mjs';
import { cleanEnvironment, terraform } from './infra-workspace.mjs';

const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::123456789012:root</Arn><UserId>ROOT</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** Answers as STS does and keeps what it was asked. */
async function listen() {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.authorization ?? '');
    response.setHeader('content-type', 'text/xml');
    response.end(identity);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { requests, port: server.address().port, close: () => server.close() };
}

let home;
let emulator;
let account;
const kept = { ...process.env };

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'platform-isolation-'));
  [emulator, account] = await Promise.all([listen(), listen()]);
  const endpoint = `http://127.0.0.1:${account.port}`;
  const config = join(home, 'config');
  await writeFile(config, `[default]\nendpoint_url = ${endpoint}\n[profile real]\nendpoint_url = ${endpoint}\nregion = us-east-1\n`);
  await writeFile(join(home, 'credentials'), '[default]\naws_access_key_id = REALFILE\naws_secret_access_key = x\n[real]\naws_access_key_id = REALFILE\naws_secret_access_key = x\n');
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'REALENVIRONMENT',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_SESSION_TOKEN: 'x',
    AWS_PROFILE: 'real',
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/real',
    TF_VAR_region: 'us-east-1',
    TF_CLI_ARGS_plan: '-destroy',
    TF_WORKSPACE: 'real',
  });
});

after(async () => {
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
  Object.assign(process.env, kept);
  emulator.close();
  account.close();
  await rm(home, { recursive: true, force: true });
});

test('no AWS setting of the machine, and nothing that changes Terraform’s arguments, is left', async () => {
  const left = Object.keys(await cleanEnvironment()).filter(name => /^AWS_|^TF_(VAR_|CLI_ARGS|WORKSPACE|REATTACH_PROVIDERS)/.test(name));
  assert.deepEqual(left, []);
});

test('a test that slips past its mocks has no address but a closed one', async () => {
  const env = await mockedEnvironment();
  assert.equal(env.AWS_ENDPOINT_URL, 'http://127.0.0.1:1');
  assert.equal(env.AWS_ACCESS_KEY_ID, undefined);
});

test('Terraform asks the emulator, with the emulator’s credentials, and nobody else', async () => {
  await writeFile(
    join(home, 'main.tf.json'),
    JSON.stringify({
      provider: { aws: { region: 'ap-northeast-2' } },
      data: { aws_caller_identity: { current: {} } },
      output: { account: { value: '${data.aws_caller_identity.current.account_id}' } },
    }),
  );
  const options = { cwd: home, env: await emulatorEnvironment(emulator.port) };
  await terraform(['init', '-no-color'], options);
  const plan = await terraform(['plan', '-no-color'], options);
  assert.match(plan, /123456789012/);
  assert.equal(account.requests.length, 0, 'somebody else was asked');
  assert.ok(emulator.requests.length > 0);
  for (const authorization of emulator.requests) assert.match(authorization, /Credential=test\/\d+\/ap-northeast-2\//);
});
