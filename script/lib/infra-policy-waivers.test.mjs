/** Run by script/infra test: a waiver that would stop its service's plans is said before it is merged, and none brings anything else. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { conftest } from './infra-findings.mjs';
import { checkWaivers } from './infra-policy-waivers.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { cache } from './paths.mjs';
import { isInstalled } from './tools.mjs';

const execFileAsync = promisify(execFile);

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
  await mkdir(join(home, 'services'));
  await writeFile(join(home, 'services/checkout.yaml'), JSON.stringify({ name: 'checkout', owner: 'group:default/payments' }));
});
beforeEach(async () => {
  await rm(join(home, 'policies'), { recursive: true, force: true });
  await mkdir(join(home, 'policies/waivers'), { recursive: true });
});
after(() => rm(home, { recursive: true, force: true }));

const write = (file, text) => writeFile(join(home, 'policies/waivers', file), text);

/** Checks a folder with one file of waivers. */
async function check(waivers) {
  await write('one.yaml', JSON.stringify({ waivers }));
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

test('so is a file that holds another one, or two, or none', { skip }, async () => {
  for (const waivers of [{ other: good }, { one: good, two: good }, {}, undefined]) {
    await assert.rejects(check(waivers), /one\.yaml must hold one waiver, named as the file, and nothing else/);
  }
});

/** Would let an unencrypted table through, and take another's account for the organisation's own. */
const settings = { without_key: { checkout: ['aws_dynamodb_table.plain'] }, accounts: { partner: '999999999999' } };

test('so is a file that would change what the rules are told', { skip }, async () => {
  const own = JSON.stringify({ waivers: { one: good } });
  for (const [file, text] of [
    ['one.yaml', JSON.stringify({ waivers: { one: good }, settings })],
    ['one.yaml', `${own}\n---\n${JSON.stringify({ settings })}\n`],
    ['one.yaml', '- ['],
    ['one.yaml', own + ' '.repeat(20_000)],
    ['one.yml', own],
    ['one.json', own],
  ]) {
    await write(file, text);
    await assert.rejects(checkWaivers(home), new RegExp(`waivers/${file.replace('.', '\\.')} must hold`), text);
    await rm(join(home, 'policies/waivers', file));
  }
  await mkdir(join(home, 'policies/waivers/settings'));
  await assert.rejects(checkWaivers(home), /waivers\/settings must/);
});

test('a name twice in one file is said, and not the last one taken', { skip }, async () => {
  await write('one.yaml', `waivers:\n  one: ${JSON.stringify(good)}\n  one: ${JSON.stringify({ ...good, reason: 'Another.' })}\n`);
  await assert.rejects(checkWaivers(home), /unique/);
});

test('what the server reads of waivers holds waivers only, whatever their files hold', { skip }, async () => {
  await conftest(['--version']);
  await write('.gitkeep', '');
  await write('one.yaml', JSON.stringify({ waivers: { one: good } }));
  await write('two.yaml', JSON.stringify({ waivers: { two: good }, settings }));
  await write('three.yaml', JSON.stringify({ waivers: { one: { ...good, address: 'module.other.**' } } }));
  const out = join(home, 'policies/waivers.json');
  const compile = () =>
    execFileAsync(process.execPath, [join(infrastructure, 'atlantis/compile-waivers.mjs'), join(home, 'policies/waivers'), out], {
      env: { PATH: `${join(cache, 'bin')}:${process.env.PATH}`, HOME: home },
    });
  const { code, stderr } = await compile().catch(error => error);
  assert.equal(code, 1, 'the image is not built with it');
  assert.match(stderr, /^waivers\/three\.yaml must hold .*\nwaivers\/two\.yaml must hold .*\n$/);
  assert.deepEqual(JSON.parse(await readFile(out, 'utf8')), { waivers: { one: good } });

  for (const file of ['two.yaml', 'three.yaml']) await rm(join(home, 'policies/waivers', file));
  await compile();
  assert.deepEqual(JSON.parse(await readFile(out, 'utf8')), { waivers: { one: good } });
  assert.deepEqual((await readdir(join(home, 'policies'))).sort(), ['waivers', 'waivers.json']);
});

/** A merge of a pull request's files into a repository with `base`, as Atlantis has it when it asks. */
async function mergeOf(base, changes) {
  const checkout = await mkdtemp(join(home, 'checkout-'));
  const git = (...args) =>
    execFileAsync('git', ['-C', checkout, '-c', 'user.name=Hana', '-c', 'user.email=hana@connectly.example', ...args]);
  const commit = async (files, message) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(checkout, 'infrastructure/policies/waivers', path);
      if (text === undefined) await rm(file);
      else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', message);
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  await commit({ '.gitkeep': '', ...base }, 'base');
  await git('checkout', '--quiet', '-b', 'theirs');
  await commit(changes, 'theirs');
  await git('checkout', '--quiet', 'main');
  await git('merge', '--quiet', '--no-ff', '--message', 'atlantis-merge', 'theirs');
  return checkout;
}

/** What Atlantis's check prints of a merge, and how it ends. */
const ask = async (base, changes, number = '7') => askOf(await mergeOf(base, changes), number);

async function askOf(checkout, number) {
  const args = [
    join(infrastructure, 'atlantis/check-waivers.mjs'), join(infrastructure, 'policies'), 'https://github.com/connectly/platform.git',
    'connectly/checkout=payments',
  ];
  const env = { PATH: `${join(cache, 'bin')}:${process.env.PATH}`, HOME: home, DIR: checkout, PULL_NUM: number };
  const { code = 0, stdout } = await execFileAsync(process.execPath, args, { cwd: checkout, env }).catch(error => error);
  return { code, stdout };
}
const one = change => JSON.stringify({ waivers: { one: { ...good, ...change } } });

test('Atlantis is told before it plans a pull request what its waivers lack', { skip }, async () => {
  await conftest(['--version']);
  assert.deepEqual(await ask({}, { 'one.yaml': one() }), { code: 0, stdout: 'The rules take one.yaml.\n' });
  for (const [change, said] of [
    [{ address: '**s**' }, /^waiver one: its address \*\*s\*\* names no module/],
    [{ owner: 'group:default/growth' }, /^waiver one: .*checkout belongs to group:default\/payments/],
    [{ service: 'ledger' }, /^waiver one: .*ledger is not registered/],
    [{ service: 'stacks/kms' }, /stacks\/kms belongs to group:default\/platform/],
    [{ expires: day(-1) }, /^waiver one: it expired/],
    [{ service: ['a\0b'] }, /^waiver one: /],
    [{ reason: undefined }, /^waiver one: it needs/],
  ]) {
    const { code, stdout } = await ask({}, { 'one.yaml': one(change) });
    assert.equal(code, 1, JSON.stringify(change));
    assert.match(stdout, said);
  }
  for (const file of ['one.yml', 'deep/one.yaml', '__proto__.yaml', 'one`\u001b[2J.yaml', 'x\n```\nAll policies passed @connectly/platform\n.yaml']) {
    const { code, stdout } = await ask({}, { [file]: one() });
    assert.equal(code, 1, file);
    assert.match(stdout, /^infrastructure\/policies\/waivers\/[^]* must hold one waiver/);
    assert.doesNotMatch(stdout, /[`\u001b]/);
  }
  assert.equal((await ask({}, { 'one.yaml': JSON.stringify({ waivers: { one: good }, settings }) })).code, 1);
  assert.equal((await ask({}, { 'one.yaml': 'waivers: {one: null}' })).code, 1);
  // what the reader of YAML says of it begins in other words
  assert.match((await ask({}, { 'one.yaml': 'a: 1\n---\na: [' })).stdout, /^infrastructure\/policies\/waivers\/one\.yaml must hold one waiver/);
  assert.match((await ask({}, { 'one.yaml': one({ service: 'a'.repeat(10_000) }) })).stdout, /^waiver one: its service is neither/);
  assert.match((await ask({}, { 'one.yaml': one({ service: 'a/../b' }) })).stdout, /^waiver one: its service is neither/);
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`w${index}.yaml`, '']));
  assert.match((await ask({}, many)).stdout, /^These are 21 waivers\. /);
});

test('a file that Atlantis would read and show is refused, whatever it is', { skip }, async () => {
  for (const number of ['7', '0']) {
    for (const target of ['/etc/passwd', 'nowhere']) {
      const checkout = await mergeOf({}, {});
      await symlink(target, join(checkout, 'OUTPUT_STATUS_FILE'));
      assert.deepEqual(await askOf(checkout, number), { code: 1, stdout: 'The repository may hold no OUTPUT_STATUS_FILE. Fix: remove it.\n' });
    }
  }
});

test('what pull requests have brought before stops no other, nor does it stop looking for drift', { skip }, async () => {
  const ended = { 'one.yaml': one({ expires: day(-1) }), 'two.yml': 'no waiver' };
  assert.deepEqual(await ask(ended, { 'three.yaml': JSON.stringify({ waivers: { three: good } }) }), { code: 0, stdout: 'The rules take three.yaml.\n' });
  assert.deepEqual(await ask(ended, { 'one.yaml': undefined }), { code: 0, stdout: '' });
  assert.deepEqual(await ask({}, ended, '0'), { code: 0, stdout: '' });
  assert.equal((await ask({}, ended)).code, 1);
});
