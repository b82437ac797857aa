/** Run by script/infra test: what a hostile plan reaches when the runner of infrastructure/atlantis runs it, on real Terraform. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Roles, roleOf } from '../../infrastructure/atlantis/runner/roles.mjs';
import { emulatorEnvironment, startEmulator } from './infra-emulator.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { findProviderMirror } from './terraform-cli.mjs';

const run = promisify(execFile);
const runner = join(infrastructure, 'atlantis/runner/runner.mjs');
/** Numbers are enough for the kernel; the machine needs no such users. */
const atlantis = 10001;
const secrets = { ATLANTIS_GH_TOKEN: 'secret-of-the-forge', ATLANTIS_API_SECRET: 'secret-of-the-api', AWS_SECRET_ACCESS_KEY: 'secret-of-the-task' };
/** Changing users takes root, with the two capabilities that the stack gives the task. */
const changesUsers = process.getuid() === 0;
const asTask = ['setpriv', '--bounding-set=-all,+setuid,+setgid', '--regid', String(atlantis), '--clear-groups'];

let base;
let terraform;
let sts;
before(async () => {
  base = await mkdtemp(join(tmpdir(), 'platform-runner-'));
  await chmod(base, 0o755);
  terraform = (await run('sh', ['-c', 'command -v terraform'])).stdout.trim();
  sts = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const asked = new URLSearchParams(body);
    assert.match(request.headers.authorization, /^AWS4-HMAC-SHA256 Credential=AKIATASK\/\d{8}\/ap-northeast-2\/sts\/aws4_request, /);
    response.end(
      `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>of ${asked.get('RoleArn')}</SecretAccessKey>` +
        `<SessionToken>session</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  });
  await new Promise(resolve => sts.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  sts.close();
  await rm(base, { recursive: true, force: true });
});

const task = () => ({
  PATH: process.env.PATH,
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'AKIATASK',
  AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${sts.address().port}/`,
  PLATFORM_ACCOUNT_IDS: JSON.stringify({ dev: '111122223333', prod: '333344445555' }),
  PLATFORM_TERRAFORM: terraform,
  ...secrets,
});

/** A server's files: its home with the forge's password, the plan of a neighbour, and the checkout of a pull request. */
async function world(name, files) {
  const place = join(base, name);
  const all = {
    'server/home/.git-credentials': 'https://atlantis:secret-of-the-home@forge',
    'server/data/neighbour.tfplan': 'secret-of-the-neighbour',
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`server/data/shop/${path}`, text])),
    'server/data/shop/.git/HEAD': 'ref: refs/heads/main\n',
  };
  await mkdir(join(place, 'sandboxes'), { recursive: true });
  await chmod(join(place, 'sandboxes'), 0o1777);
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), text);
  }
  if (changesUsers) {
    await run('chown', ['-R', `${atlantis}:${atlantis}`, join(place, 'server')]);
    await chmod(join(place, 'server'), 0o700);
  }
  return place;
}

/** Lets a script be Atlantis, in the checkout of the pull request. */
function serve(place, script, more = {}) {
  const program = ['sh', '-c', `cd "${place}/server/data/shop" && ${script}`];
  const [command, ...args] = [...(changesUsers ? asTask : []), process.execPath, runner, ...program];
  return run(command, args, {
    env: {
      ...task(),
      HOME: join(place, 'server/home'),
      PLATFORM_RUNNER_SOCKET: join(place, 'sandboxes/runner.sock'),
      ...(changesUsers
        ? { PLATFORM_ATLANTIS_USER: String(atlantis), PLATFORM_TERRAFORM_USERS: '20001-20002', PLATFORM_SANDBOXES: join(place, 'sandboxes') }
        : { PLATFORM_TERRAFORM_HOME: join(place, 'sandboxes') }),
      ...more,
    },
  });
}

/** Providers from a folder that everybody may read, as in the image, or from the registry. */
async function providers(place) {
  const mirror = await findProviderMirror();
  const file = join(place, 'terraform.tfrc');
  await writeFile(file, mirror ? `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n` : '');
  return { TF_CLI_CONFIG_FILE: file };
}

const looking = place => `
locals {
  files = { for path in fileset("/proc", "*/environ") : path => try(filebase64("/proc/\${path}"), "refused") }
}
output "own" { value = filebase64("/proc/self/environ") }
output "others" { value = local.files }
output "home" { value = try(file("${place}/server/home/.git-credentials"), "refused") }
output "by_name" { value = try(file(pathexpand("~/.git-credentials")), "refused") }
output "neighbour" { value = try(file("${place}/server/data/neighbour.tfplan"), "refused") }
output "list" { value = try([for path in fileset("${place}/server", "**") : path], ["refused"]) }
`;

/** Values of a plan's outputs, and every text in them as it was before base64. */
function found(stdout) {
  const { outputs } = JSON.parse(stdout.trim().split('\n').at(-1)).planned_values;
  const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  const environments = [values.own, ...Object.values(values.others)].map(text => Buffer.from(text, 'base64').toString());
  return { ...values, environments, everything: stdout + environments.join('\n') };
}

const planned = 'terraform init -input=false >init.log && terraform plan -input=false -out "$PWD/shop.tfplan" >plan.log && terraform show -json "$PWD/shop.tfplan"';

test('what a plan is told is its own role, and no secret of the server', async () => {
  const place = await world('told', { 'main.tf': looking(join(base, 'told')) });
  const { stdout } = await serve(place, `export AWS_PROFILE=shop-dev-plan; ${planned}`);
  const plan = found(stdout);
  const own = Buffer.from(plan.own, 'base64').toString();
  for (const secret of Object.values(secrets)) assert.ok(!own.includes(secret), secret);
  assert.match(own, /AWS_CONTAINER_AUTHORIZATION_TOKEN=/);
  assert.doesNotMatch(own, /AWS_ACCESS_KEY_ID|AWS_PROFILE/);
  assert.equal(plan.by_name, 'refused', 'the home directory is not the server’s');
});

test('a plan reaches nothing of the server and of its neighbours', { skip: changesUsers ? false : 'needs root, to run Terraform as another user' }, async () => {
  const place = await world('walls', { 'main.tf': looking(join(base, 'walls')) });
  const { stdout } = await serve(place, planned);
  const plan = found(stdout);
  for (const secret of [...Object.values(secrets), 'secret-of-the-home', 'secret-of-the-neighbour']) assert.ok(!plan.everything.includes(secret), secret);
  assert.deepEqual([plan.home, plan.neighbour, plan.list], ['refused', 'refused', []]);
  assert.equal(plan.environments.filter(text => text.includes('PLATFORM_RUNNER_SOCKET')).length, 0, 'the environment of Atlantis is closed');
  assert.deepEqual((await readdir(join(place, 'sandboxes'))).sort(), ['20001', '20002']);
  assert.deepEqual(await readdir(join(place, 'sandboxes/20002')), [], 'nothing is left for the next run');
});

test('nothing of a run lives on, and no link of its making comes back', { skip: changesUsers ? false : 'needs root, to run Terraform as another user' }, async () => {
  const place = await world('lingering', {
    'main.tf': `
resource "terraform_data" "this" {
  provisioner "local-exec" {
    command = "ln -s ${base}/lingering/server/data/neighbour.tfplan shop-default.json; echo kept > kept.txt; touch /tmp/platform-runner-left; setsid sleep 400 >/dev/null 2>&1 & echo $! > pid"
  }
}`,
  });
  await serve(place, 'terraform init >log && terraform apply -auto-approve >>log');
  const checkout = join(place, 'server/data/shop');
  assert.equal((await readFile(join(checkout, 'kept.txt'), 'utf8')).trim(), 'kept');
  assert.ok(!(await readdir(checkout)).includes('shop-default.json'), 'Atlantis would write through it');
  assert.equal((await readdir('/tmp')).includes('platform-runner-left'), false);
  const pid = Number(await readFile(join(checkout, 'pid'), 'utf8'));
  // killed at once; whoever adopted it may take a moment to bury it
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '? (sleep) gone');
  assert.match(state, /\) (Z|X|gone)/);
  assert.match(await readFile(join(checkout, 'terraform.tfstate'), 'utf8'), /terraform_data/, 'a local state is taken back too');
});

test('what another run wrote meanwhile in the same checkout stays', { skip: changesUsers ? false : 'needs root, to run Terraform as another user' }, async () => {
  const place = await world('meanwhile', {
    'other.txt': 'old',
    'main.tf': `
resource "terraform_data" "this" {
  provisioner "local-exec" {
    command = "sleep 1; echo mine > own.txt"
  }
}`,
  });
  await serve(place, 'terraform init >log && { terraform apply -auto-approve >>log & sleep 0.9; echo new > other.txt; wait; }');
  const checkout = join(place, 'server/data/shop');
  assert.equal((await readFile(join(checkout, 'own.txt'), 'utf8')).trim(), 'mine');
  assert.equal((await readFile(join(checkout, 'other.txt'), 'utf8')).trim(), 'new');
});

test('a link out of the repository is refused before Atlantis writes through it', async () => {
  const place = await world('link', { 'terraform/dev/main.tf': '' });
  const link = join(place, 'server/data/shop/terraform/dev/shop-dev-default.json');
  await symlink('../../../neighbour.tfplan', link);
  if (changesUsers) await chown(dirname(link), atlantis, atlantis);
  await assert.rejects(serve(place, 'terraform init'), { stderr: /terraform\/dev\/shop-dev-default\.json leads out of the repository/ });
});

test('a project whose folder is a link into another repository is refused', async () => {
  const place = await world('dir', {});
  const checkout = join(place, 'server/data/shop');
  const other = join(place, 'server/data/other/terraform');
  await mkdir(other, { recursive: true });
  await mkdir(join(other, '../.git'));
  await symlink('../other/terraform', join(checkout, 'dev'));
  if (changesUsers) await run('chown', ['-R', `${atlantis}:${atlantis}`, join(place, 'server')]);
  const script = `export DIR=${checkout}/dev; cd dev && terraform init`;
  await assert.rejects(serve(place, script, { ATLANTIS_DATA_DIR: join(place, 'server/data') }), { stderr: /folder shop\/dev is reached by a link/ });
});

test('what Terraform says and how it ends is what Atlantis gets', async () => {
  const place = await world('words', { 'main.tf': 'output "broken" {' });
  await assert.rejects(serve(place, 'terraform init -input=false'), error => error.code === 1 && /Unclosed configuration block/.test(error.stderr + error.stdout));
  const { stdout } = await serve(place, 'terraform version');
  assert.match(stdout, /^Terraform v\d/);
});

test('a run’s role is lent while it runs, to whoever has its word', async () => {
  const roles = new Roles(task());
  await roles.start();
  try {
    const { environment, end } = await roles.lend('shop-dev-plan');
    const ask = authorization => fetch(environment.AWS_CONTAINER_CREDENTIALS_FULL_URI, { headers: { authorization } });
    const given = await (await ask(environment.AWS_CONTAINER_AUTHORIZATION_TOKEN)).json();
    assert.deepEqual([given.AccessKeyId, given.SecretAccessKey, given.Token], ['ASIA', 'of arn:aws:iam::111122223333:role/service-access/plan-shop', 'session']);
    assert.equal((await ask('another word')).status, 403);
    end();
    assert.equal((await ask(environment.AWS_CONTAINER_AUTHORIZATION_TOKEN)).status, 403);
    assert.deepEqual((await roles.lend(undefined)).environment, {}, 'without a profile, no rights');
  } finally {
    roles.stop();
  }
});

test('the AWS provider works with the role that was lent, on the emulator', async () => {
  const emulator = await startEmulator();
  try {
    const variables = { ...(await emulatorEnvironment(emulator.port)) };
    const place = await world('lent', {
      'main.tf': `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100, < 6.0" }
  }
}
provider "aws" { region = "ap-northeast-2" }
data "aws_caller_identity" "this" {}
output "arn" { value = data.aws_caller_identity.this.arn }
`,
    });
    const passed = ['AWS_ENDPOINT_URL', 'HTTP_PROXY', 'NO_PROXY', 'no_proxy'];
    const { stdout } = await serve(place, `export AWS_PROFILE=shop-dev-plan; ${planned}`, {
      ...Object.fromEntries(passed.map(name => [name, variables[name]])),
      AWS_ENDPOINT_URL_STS: '',
      PLATFORM_TERRAFORM_VARIABLES: passed.join(','),
      ...(await providers(place)),
    });
    const { outputs } = JSON.parse(stdout).planned_values;
    assert.equal(outputs.arn.value, 'arn:aws:sts::111122223333:assumed-role/plan-shop/atlantis-shop-dev-plan');
  } finally {
    emulator.stop();
  }
});

test('a profile names a role of service-access, and nothing else', () => {
  const accounts = { dev: '111122223333', prod: '333344445555' };
  assert.equal(roleOf('platform-prod-apply', accounts), 'arn:aws:iam::333344445555:role/service-access/apply-platform');
  assert.equal(roleOf('pay-dev-plan', accounts), 'arn:aws:iam::111122223333:role/service-access/plan-pay');
  for (const profile of ['shop-stg-plan', 'shop-dev-destroy', 'shop-dev', 'role/admin-dev-plan', '-dev-plan', 'shop-dev-plan\nx', '']) {
    assert.throws(() => roleOf(profile, accounts), /names no role/, profile);
  }
});
