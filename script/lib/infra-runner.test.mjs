/** Run by script/infra test: what a hostile plan reaches when the runner of infrastructure/atlantis runs it, on real Terraform. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { problemOfPlan, runsPrograms } from '../../infrastructure/atlantis/runner/planfile.mjs';
import { Roles, roleOf } from '../../infrastructure/atlantis/runner/roles.mjs';
import { clear } from '../../infrastructure/atlantis/runner/sandboxes.mjs';
import { emulatorEnvironment, startEmulator } from './infra-emulator.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { findProviderMirror } from './terraform-cli.mjs';

const run = promisify(execFile);
/** Numbers are enough for the kernel; the machine needs no such users. */
const atlantis = 10001;
const secrets = { ATLANTIS_GH_TOKEN: 'secret-of-the-forge', ATLANTIS_API_SECRET: 'secret-of-the-api', AWS_SECRET_ACCESS_KEY: 'secret-of-the-task' };
/** Changing users takes root, with the three capabilities that the stack gives the task. */
const changesUsers = process.getuid() === 0;
const asTask = ['setpriv', '--bounding-set=-all,+setuid,+setgid,+kill', '--regid', String(atlantis), '--clear-groups'];

let base;
let sts;
/** Copies that every user of the system may run, as in the image: the originals may lie in somebody's home. */
const program = name => join(base, 'bin', name);
before(async () => {
  base = await mkdtemp(join(tmpdir(), 'platform-runner-'));
  await chmod(base, 0o755);
  await mkdir(join(base, 'bin'));
  await copyFile(process.execPath, program('node'));
  await copyFile((await run('sh', ['-c', 'command -v terraform'])).stdout.trim(), program('terraform'));
  await cp(join(infrastructure, 'atlantis/runner'), join(base, 'runner'), { recursive: true });
  await run('chmod', ['-R', 'a+rX', join(base, 'bin'), join(base, 'runner')]);
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
  PATH: `${join(base, 'bin')}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'AKIATASK',
  AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${sts.address().port}/`,
  PLATFORM_ACCOUNT_IDS: JSON.stringify({ dev: '111122223333', prod: '333344445555' }),
  PLATFORM_TERRAFORM: program('terraform'),
  ...secrets,
});

const checkoutOf = place => join(place, 'server/data/repos/o/shop/1/default');
const neighbourOf = place => join(place, 'server/data/repos/o/pay/7/default/terraform/prod/pay-prod.tfplan');

async function own(place) {
  if (changesUsers) await run('chown', ['-Rh', `${atlantis}:${atlantis}`, join(place, 'server')]);
}

/** A server's files: its home with the forge's password, the plan of a neighbour, and the checkout of a pull request. */
async function world(name, files) {
  const place = join(base, name);
  const all = {
    [join(place, 'server/home/.git-credentials')]: 'https://atlantis:secret-of-the-home@forge',
    [neighbourOf(place)]: 'secret-of-the-neighbour',
    [join(checkoutOf(place), '.git/HEAD')]: 'ref: refs/heads/main\n',
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [join(checkoutOf(place), path), text])),
  };
  await mkdir(join(place, 'sandboxes'), { recursive: true });
  await chmod(join(place, 'sandboxes'), 0o1777);
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  await own(place);
  await chmod(join(place, 'server'), 0o700);
  return place;
}

/** What starts the runner, with a script as Atlantis in the checkout of the pull request. */
function server(place, script, more = {}) {
  const atlantisItself = ['sh', '-c', `cd "${checkoutOf(place)}" && export DIR="$PWD" && ${script}`];
  const [command, ...args] = [...(changesUsers ? asTask : []), program('node'), join(base, 'runner/runner.mjs'), ...atlantisItself];
  const env = {
    ...task(),
    HOME: join(place, 'server/home'),
    ATLANTIS_DATA_DIR: join(place, 'server/data'),
    PLATFORM_RUNNER_SOCKET: join(place, 'sandboxes/runner.sock'),
    ...(changesUsers
      ? { PLATFORM_ATLANTIS_USER: String(atlantis), PLATFORM_TERRAFORM_USERS: '20001-20002', PLATFORM_SANDBOXES: join(place, 'sandboxes') }
      : { PLATFORM_TERRAFORM_HOME: join(place, 'sandboxes') }),
    ...more,
  };
  return { command, args, env };
}

/** Lets a script be Atlantis, to its end. */
function serve(place, script, more) {
  const { command, args, env } = server(place, script, more);
  return run(command, args, { env, timeout: 120_000 });
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
  # Atlantis, and the runner that started it
  files = { for id in ["ATLANTIS", "RUNNER"] : id => try(filebase64("/proc/\${id}/environ"), "refused") }
}
output "own" { value = filebase64("/proc/self/environ") }
output "others" { value = local.files }
output "home" { value = try(file("${place}/server/home/.git-credentials"), "refused") }
output "by_name" { value = try(file(pathexpand("~/.git-credentials")), "refused") }
output "neighbour" { value = try(file("${neighbourOf(place)}"), "refused") }
output "list" { value = try([for path in fileset("${place}/server", "**") : path], ["refused"]) }
`;

/** Values of a plan's outputs, and every text in them as it was before base64. */
function found(stdout) {
  const { outputs } = JSON.parse(stdout.trim().split('\n').at(-1)).planned_values;
  const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  const environments = [values.own, ...Object.values(values.others)].map(text => Buffer.from(text, 'base64').toString());
  return { ...values, environments, everything: stdout + environments.join('\n') };
}

const planned = 'sed -i "s/ATLANTIS/$$/; s/RUNNER/$PPID/" main.tf && terraform init -input=false >init.log && terraform plan -input=false -out "$PWD/shop.tfplan" >plan.log && terraform show -json "$PWD/shop.tfplan"';

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
  assert.deepEqual(Object.values(plan.others), ['refused', 'refused'], 'the environments of Atlantis and of the runner are closed');
  assert.deepEqual((await readdir(join(place, 'sandboxes'))).sort(), ['20001', '20002']);
  assert.deepEqual(await readdir(join(place, 'sandboxes/20002')), [], 'nothing is left for the next run');
});

const walls = { skip: changesUsers ? false : 'needs root, to run Terraform as another user' };
/** Code of a pull request, as a provider or a data source would be: here in an apply, which needs no provider. */
const code = command => `resource "terraform_data" "this" {\n  provisioner "local-exec" {\n    command = <<-SHELL\n      ${command.split('\n').join('\n      ')}\n    SHELL\n  }\n}\n`;
const attack = 'terraform init -input=false >/dev/null && terraform apply -auto-approve >/dev/null';

test('nothing of a run lives on, however it fights for its life', walls, async () => {
  const place = await world('lingering', {
    'main.tf': code('touch /dev/shm/platform-runner-left\nsetsid sh -c "while :; do sleep 0.05 & done" >/dev/null 2>&1 &\nsetsid sleep 400 >/dev/null 2>&1 &'),
    'other/main.tf': 'output "one" { value = 1 }\n',
  });
  await serve(place, `${attack} && cd other && export DIR="$PWD" && terraform init >/dev/null && terraform plan >/dev/null`, { PLATFORM_TERRAFORM_USERS: '20001-20001' });
  const { stdout } = await run('ps', ['-eo', 'uid,stat,cmd']);
  assert.deepEqual(stdout.split('\n').filter(line => /^\s*20001\s+[^Z]/.test(line)), []);
  assert.equal((await readdir('/dev/shm')).includes('platform-runner-left'), false);
  assert.match(await readFile(join(checkoutOf(place), 'terraform.tfstate'), 'utf8'), /terraform_data/, 'a local state is taken back');
});

test('a run changes nothing in the checkout but what its command is for', walls, async () => {
  const place = await world('kept', {
    'dev/main.tf': code([
      'cd ..',
      'echo x > zz.auto.tfvars; mkdir -p .git dev/.git; echo "[core] fsmonitor = touch /tmp/fired" > .git/config; cp .git/config dev/.git/config',
      'echo stolen > prod/shop-prod.tfplan; ln -s /tmp dev/out; echo x > dev/.terraform/modules.json; chmod 000 prod',
    ].join('\n')),
    'prod/shop-prod.tfplan': 'reviewed',
  });
  const files = async () => (await run('find', ['.', '-printf', '%p %l\\n'], { cwd: checkoutOf(place) })).stdout.split('\n').sort();
  const before = await files();
  await serve(place, `cd dev && export DIR="$PWD" && ${attack}`);
  assert.deepEqual((await files()).filter(file => !before.includes(file)), ['./dev/terraform.tfstate ']);
  assert.equal(await readFile(join(checkoutOf(place), 'prod/shop-prod.tfplan'), 'utf8'), 'reviewed');
});

test('what init got is there for the plan and the apply, of the same project and kind', walls, async () => {
  const place = await world('initialised', {
    'modules/one/main.tf': 'output "one" { value = 1 }\n',
    'dev/main.tf': 'module "one" { source = "../modules/one" }\noutput "one" { value = module.one.one }\n',
    'dev/.terraform/modules/modules.json': '{"Modules":[{"Key":"one","Source":"../modules/one","Dir":"/etc"}]}',
  });
  const inFolder = 'cd dev && export DIR="$PWD" TF_DATA_DIR=.terraform/dev';
  const { stdout } = await serve(place, `${inFolder} && terraform init >/dev/null && terraform plan -out "$PWD/dev.tfplan" >/dev/null && terraform apply "$PWD/dev.tfplan"`);
  assert.match(stdout, /one = 1/);
  await assert.rejects(serve(place, 'cd dev && export DIR="$PWD" && terraform plan'), { stderr: /Module not installed/ });
});

test('a run that never ends is ended, unless it applies', walls, async () => {
  const silent = createServer(() => {});
  await new Promise(resolve => silent.listen(0, '127.0.0.1', resolve));
  try {
    const place = await world('endless', {
      'main.tf': `data "terraform_remote_state" "this" {\n  backend = "http"\n  config = {\n    address = "http://127.0.0.1:${silent.address().port}/"\n  }\n}\n`,
      'slow/main.tf': code('sleep 6; echo applied'),
    });
    const settings = { PLATFORM_RUN_MINUTES: '0.05', PLATFORM_TERRAFORM_USERS: '20001-20001' };
    await assert.rejects(serve(place, 'terraform init >/dev/null && terraform plan', settings), { stderr: /ended after 0\.05 minutes/ });
    const { stdout } = await serve(place, 'cd slow && export DIR="$PWD" && terraform init >/dev/null && terraform apply -auto-approve', settings);
    assert.match(stdout, /applied/);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});

test('a run cannot have all the processes that there are', walls, async () => {
  const place = await world('many', { 'main.tf': code('i=0; while [ $i -lt 3000 ]; do sleep 20 & i=$((i+1)); done; echo all') });
  const ended = await serve(place, 'terraform init >/dev/null && terraform apply -auto-approve').then(({ stdout }) => stdout, ({ stdout, stderr }) => stdout + stderr);
  assert.match(ended, /fork/i);
});

test('one run cannot take a user or its folder away from the others', walls, async () => {
  const place = await world('denial', {
    'main.tf': code('for i in 1 2 3; do mkdir ../../20001 ../../20003; mv ../../20002 ../../gone; rm -rf ../../20001; done; chmod 000 .. ; true'),
    'other/main.tf': 'output "one" { value = 1 }\n',
  });
  await serve(place, `${attack}; cd other && export DIR="$PWD" && for turn in 1 2 3; do terraform init >/dev/null || exit 1; done`);
  assert.deepEqual((await readdir(join(place, 'sandboxes'))).sort(), ['20001', '20002']);
});

test('a server that anybody could look into does not start', walls, async () => {
  const place = await world('open', { 'main.tf': '' });
  await chmod(join(place, 'server'), 0o755);
  await assert.rejects(serve(place, 'echo started'), { stderr: /can read .*server\/data/ });
});

test('git of the server takes no folder of a pull request for a repository', async () => {
  const place = await world('bare', {
    'dev/HEAD': 'ref: refs/heads/main\n', 'dev/objects/.k': '', 'dev/refs/.k': '', 'dev/main.tf': '',
    'dev/config': `[core]\n  repositoryformatversion = 0\n  bare = false\n  worktree = .\n  fsmonitor = "touch ${join(base, 'bare/server/fired')}; false"\n`,
  });
  await serve(place, 'cd dev && git ls-files .terraform.lock.hcl; true');
  assert.deepEqual(await readdir(join(place, 'server')), ['data', 'home']);
});

test('a server that is to end ends in its own time', async () => {
  const place = await world('ending', { 'main.tf': '' });
  const { command, args, env } = server(place, `trap 'sleep 0.5; echo applied > "$HOME/ended"; exit 3' TERM; echo ready; while :; do sleep 0.05; done`);
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise(resolve => child.stdout.once('data', resolve));
  child.kill('SIGTERM');
  const status = await new Promise(resolve => child.on('exit', resolve));
  assert.equal(status, 3);
  assert.equal((await readFile(join(place, 'server/home/ended'), 'utf8')).trim(), 'applied');
});

const links = {
  'out of the repository': ['terraform/dev/shop.txt', '../../../../../pay'],
  'from a folder of Terraform’s': ['terraform/dev/.terraform/a', '../../../../../../pay/7/default'],
  'to another project’s plan': ['terraform/dev/shop-dev-default.json', '../prod/shop-prod.tfplan'],
  'to what git reads': ['terraform/dev/settings.txt', '../../.git/config'],
};
for (const [name, [path, target]] of Object.entries(links)) {
  const inPlaceToo = !path.includes('/.terraform/');
  test(`a link ${name} is refused before Atlantis writes through it`, inPlaceToo ? {} : walls, async () => {
    const place = await world(`link-${path.length}`, { 'terraform/dev/main.tf': '', 'terraform/prod/main.tf': '' });
    await mkdir(dirname(join(checkoutOf(place), path)), { recursive: true });
    await symlink(target, join(checkoutOf(place), path));
    await own(place);
    await assert.rejects(serve(place, 'cd terraform/dev && export DIR="$PWD" && terraform init'), error => error.stderr.includes(`through the link ${path}`));
  });
}

test('a plan is kept in the place of no link', async () => {
  const place = await world('kept', { 'terraform/dev/main.tf': 'output "one" {\n  value = 1\n}\n', 'terraform/prod/main.tf': '# theirs\n' });
  const folder = join(checkoutOf(place), 'terraform/dev');
  await symlink('../prod/main.tf', join(folder, 'shop-dev-default.tfplan.new'));
  await own(place);
  await serve(place, 'cd terraform/dev && export DIR="$PWD" && terraform init >/dev/null && terraform plan -out "$DIR/shop-dev-default.tfplan"');
  assert.equal(await readFile(join(checkoutOf(place), 'terraform/prod/main.tf'), 'utf8'), '# theirs\n');
  assert.deepEqual((await readdir(folder)).filter(file => file.includes('tfplan')).sort(), ['shop-dev-default.tfplan', 'shop-dev-default.tfplan.new']);
});

test('a user is free again where others have folders that it cannot look into', walls, async () => {
  const home = join(base, 'cleared');
  const places = ['closed', 'dropped'].map(name => join(base, `shared-${name}`));
  for (const [index, folder] of [home, ...places].entries()) {
    await mkdir(folder);
    await chmod(folder, [0o777, 0o700, 0o1777][index]);
  }
  await run('chown', ['20001', home]);
  const [closed, dropped] = places;
  await writeFile(join(dropped, 'left'), '');
  await run('chown', ['20001', join(dropped, 'left')]);
  const clearAs = folders => run('sh', ['-c', clear, home, ...folders], { uid: 20001, gid: 20001 });
  await clearAs([closed, dropped]);
  assert.deepEqual(await readdir(dropped), []);
  // where it may write and not look, something may be left
  await chmod(closed, 0o733);
  await assert.rejects(clearAs([closed]), /Permission denied/);
});

const folders = {
  dev: /folder repos\/o\/shop\/1\/default\/dev is reached by a link/,
  '.terraform/dev': /one that git or Terraform keeps for itself/,
  '.git': /one that git or Terraform keeps for itself/,
  '../../..': /is no folder of a checkout/,
};
for (const [folder, problem] of Object.entries(folders)) {
  test(`a project in ${folder} is refused`, async () => {
    const place = await world(`folder-${folder.length}`, { '.terraform/dev/main.tf': '' });
    await symlink('../../../pay/7/default/terraform/prod', join(checkoutOf(place), 'dev'));
    await own(place);
    await assert.rejects(serve(place, `export DIR="$DIR/${folder}" && cd "$DIR" && terraform init`), { stderr: problem });
  });
}

/** A backend's program: AWS's own way to name one that has credentials. */
const backend = (type, body) => `terraform {\n  backend "${type}" {\n    ${body.join('\n    ')}\n  }\n}\n`;
const withProgram = ['bucket = "none"', 'key = "none"', 'region = "ap-northeast-2"', 'skip_metadata_api_check = true', 'profile = "mine"', 'shared_config_files = ["./aws.ini"]'];
const aws = file => ({ [file]: '[profile mine]\ncredential_process = sh -c "echo ran-a-program >&2; exit 7"\n' });

test('init runs no program that a backend names, and knows no backend but the platform’s', async () => {
  const files = {
    'profile/main.tf': backend('s3', withProgram), ...aws('profile/aws.ini'),
    'credentials/main.tf': backend('s3', withProgram.map(line => line.replace('shared_config_files', 'shared_credentials_files').replace('mine', 'default'))),
    'credentials/aws.ini': '[default]\ncredential_process = sh -c "echo ran-a-program >&2; exit 7"\n',
    'file/main.tf': backend('s3', []), 'file/x.tfbackend': withProgram.join('\n'), ...aws('file/aws.ini'),
    'other/main.tf': backend('http', ['address = "http://127.0.0.1:1/"']),
  };
  const place = await world('backends', files);
  const init = (folder, more = '') => serve(place, `cd ${folder} && export DIR="$PWD" && terraform init -input=false ${more}`).then(() => '', ({ stderr, stdout }) => stderr + stdout);
  for (const folder of ['profile', 'credentials']) assert.match(await init(folder), /No valid credential sources found(?![\s\S]*process)/, folder);
  assert.match(await init('file', '-backend-config=x.tfbackend'), /No valid credential sources found(?![\s\S]*process)/);
  assert.match(await init('other'), /not expected for the selected backend type/);
});

const planKept = 'terraform init -input=false >/dev/null && terraform plan -input=false -out "$PWD/shop.tfplan" >/dev/null';

/** A repository of modules over HTTP, with a release and a branch that is named like one. */
async function modulesAt(folder) {
  const git = (...args) => run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
  await mkdir(join(folder, 'one'), { recursive: true });
  await writeFile(join(folder, 'one/main.tf'), 'output "says" { value = "released" }\n');
  for (const args of [['init', '-b', 'main'], ['add', '.'], ['commit', '-m', 'a'], ['tag', 'one/v1.0.0'], ['branch', 'one/v9.9.9'], ['update-server-info']]) await git(...args);
  const server = createServer(async ({ url }, response) => {
    const bytes = await readFile(join(folder, '.git', new URL(url, 'http://x').pathname.replace('/modules.git/', ''))).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

test('a release of a module is a tag, and no branch that somebody named like one', async () => {
  const server = await modulesAt(join(base, 'modules-of-central'));
  try {
    const at = `git::http://127.0.0.1:${server.address().port}/modules.git//one?ref=one`;
    const place = await world('releases', {
      'tag/main.tf': `module "one" {\n  source = "${at}/v1.0.0"\n}\n`,
      'branch/main.tf': `module "one" {\n  source = "${at}/v9.9.9"\n}\n`,
    });
    const init = folder => serve(place, `cd ${folder} && export DIR="$PWD" && terraform init -input=false`);
    assert.match((await init('tag')).stdout, /initialized/);
    await serve(place, `cd tag && export DIR="$PWD" && ${planKept}`);
    const options = { project: join(checkoutOf(place), 'tag'), checkout: checkoutOf(place) };
    await mkdir(join(place, 'other/.terraform/modules/one/one'), { recursive: true });
    await writeFile(join(place, 'other/.terraform/modules/one/one/main.tf'), '# other code of that name\n');
    await run('tar', ['-C', join(place, 'other'), '-cf', join(place, 'other.tar'), '.terraform']);
    assert.match(await problemOfPlan(join(options.project, 'shop.tfplan'), { ...options, archive: join(place, 'other.tar') }), /another \.terraform\/modules\/one\/one\/main\.tf than init got/);
    await assert.rejects(init('branch'), ({ stderr, stdout }) => /one\/v9\.9\.9/.test(stderr + stdout) && /did not match/.test((stderr + stdout).replace(/\s+/g, ' ')));
  } finally {
    server.close();
  }
});

const provisioner = '  provisioner "local-exec" {\n    when = destroy\n    command = "id"\n  }\n';

test('a program that the plan does not show, in a block removed, is refused with its file', async () => {
  const place = await world('removed', { 'main.tf': '', 'gone.tf': `removed {\n  from = terraform_data.this\n  lifecycle {\n    destroy = true\n  }\n${provisioner}}\n` });
  await assert.rejects(serve(place, planKept), { stderr: /gone\.tf runs a program/ });
  assert.ok(!(await readdir(checkoutOf(place))).includes('shop.tfplan'));
});

test('a program is found however it is written', () => {
  const found = {
    'a.tf': ['provisioner "local-exec" {', '/* */ provisioner local-exec/* x *//**/{', 'x {\r\nprovisioner\t"file"{'],
    'a.tf.json': ['{"removed":[{"\\u0070rovisioner" : {}}]}', '{"removed":[{"provisioner":{}}],"removed":[]}'],
  };
  for (const [name, texts] of Object.entries(found)) for (const text of texts) assert.ok(runsPrograms(name, text), text);
  for (const text of ['description = "a provisioner of disks"', '# provisioner "x"', 'provisioner = {', `${'provisioner/**/'.repeat(20_000)}`]) assert.ok(!runsPrograms('a.tf', text), text.slice(0, 80));
  assert.ok(!runsPrograms('a.tf.json', '{"output":{"x":{"value":"provisioner"}}}'));
});

test('a plan of other files than the pull request’s is not kept', async () => {
  const place = await world('others', { 'modules/one/main.tf': '', 'dev/main.tf': 'module "one" {\n  source = "../modules/one"\n}\n' });
  await serve(place, `cd dev && export DIR="$PWD" && ${planKept}`);
  const checkout = checkoutOf(place);
  const project = join(checkout, 'dev');
  const file = join(project, 'shop.tfplan');
  const problem = () => problemOfPlan(file, { project, checkout });
  assert.equal(await problem(), undefined);
  await writeFile(join(checkout, 'modules/one/main.tf'), '# reviewed\n');
  assert.match(await problem(), /another \.\.\/modules\/one\/main\.tf/);
  await writeFile(join(checkout, 'modules/one/main.tf'), '');
  await writeFile(join(project, 'more.tf.json'), '{}');
  assert.match(await problem(), /another more\.tf\.json/);
  await rm(join(project, 'more.tf.json'));
  assert.match(await problemOfPlan(file, { project, checkout: project }), /leaves the repository/);
  for (const change of [bytes => bytes.subarray(1), bytes => Buffer.concat([bytes, bytes]), () => Buffer.from('Atlantis: this plan was created by remote ops\n')]) {
    const bytes = await readFile(file);
    await writeFile(join(base, 'changed.tfplan'), change(bytes));
    assert.match(await problemOfPlan(join(base, 'changed.tfplan'), { project, checkout }), /cannot be read/);
  }
});

test('a plan that a pull request brings is gone when planning fails', async () => {
  const place = await world('brought', { 'main.tf': 'output "one" { value = file("none") }\n', 'shop.tfplan': 'Atlantis: this plan was created by remote ops\n' });
  await assert.rejects(serve(place, planKept));
  assert.ok(!(await readdir(checkoutOf(place))).includes('shop.tfplan'));
});

test('before a registration there is no state, whatever the backend', walls, async () => {
  const place = await world('stateless', {
    'zzz_override.tf': backend('s3', withProgram), ...aws('aws.ini'),
    'main.tf': 'terraform {\n  backend "s3" {\n    bucket = "none"\n    key = "none"\n    region = "ap-northeast-2"\n  }\n}\noutput "one" { value = 1 }\n',
  });
  const { stdout } = await serve(place, `export PLATFORM_STATE=none; ${planned}`);
  assert.equal(JSON.parse(stdout).planned_values.outputs.one.value, 1);
  assert.ok(!(await readdir(checkoutOf(place))).some(name => name.endsWith('.tf') && !['main.tf', 'zzz_override.tf'].includes(name)));
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
