/** Terraform itself reads what the builder writes. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { JsonValue, ModuleCallDraft, ModuleVersion } from '@connectly/plugin-terraform-common';
import { readModule } from '../module/readModule';
import { readModuleCatalogue } from '../module/readModuleCatalogue';
import { checkInputs, readInputs } from './inputs';
import { writeModuleCall } from './writeModuleCall';

jest.setTimeout(300_000);

const checkout = resolve(__dirname, '../../../..');
const run = promisify(execFile);
const canRunTerraform = () => {
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const place = { host: 'github.com', repository: 'connectly/platform', contractRead: '1.0.0' };
const textOf = (files: { path: string; text: string }[], path: string) => files.find(file => file.path === path)!.text;

const hostile = [
  '${file("/etc/hostname")}', '%{ if true }x%{ endif }', 'x"\n}\nresource "null_resource" "y" {', '\\"', '"""', '<<EOT\nx\nEOT',
  '\u202e\u0000\u2028', '$${already}', "'; DROP TABLE",
];

/** A module that says as much as one can, with a hostile author. */
const odd = (text: string) =>
  readModule(
    {
      'main.tf': [
        `variable "name" {\n  type = string\n  description = ${JSON.stringify(text).replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{')}\n  validation {\n    condition = length(var.name) > 1\n    error_message = "Too short."\n  }\n}`,
        'variable "size" {\n  type = string\n  default = "small"\n  nullable = false\n  validation {\n    condition = contains(["small", "large"], var.size)\n    error_message = "No such size."\n  }\n}',
        'variable "password" {\n  type = string\n  sensitive = true\n}',
        'variable "rules" {\n  type = map(object({ port = optional(number, 80), note = optional(string) }))\n  default = {}\n}',
        'variable "anything" {\n  default = null\n}',
        'variable "vpc" {\n  type = string\n}',
      ].join('\n'),
      'module.yaml': 'title: Odd\ndescription: Odd\nowner: group:default/platform\nlifecycle: production\nwiring:\n  vpc: { contract: network, value: vpc_id }\n',
    },
    { name: 'odd', version: '1.2.3' },
  );
const draftOf = (values: Record<string, JsonValue>, wired: string[] = []): ModuleCallDraft => ({ call: 'odd', values, wired });

describe('the call that is written', () => {
  it('holds nothing that somebody typed but in terraform.tfvars.json', async () => {
    const module = await odd('fine');
    const write = (text: string) =>
      writeModuleCall(module, draftOf({ name: text, rules: { [text]: { note: text } }, anything: [text] }, ['vpc']), place);
    const [main, variables] = [textOf((await write('plain')).files, 'main.tf'), textOf((await write('plain')).files, 'variables.tf')];
    expect(main).toBe(`module "network_contract" {
  source = "git::https://github.com/connectly/platform.git//infrastructure/modules/contract-read?ref=contract-read/v1.0.0"
  stack  = "network"
  values = ["vpc_id"]
}

module "odd" {
  source   = "git::https://github.com/connectly/platform.git//infrastructure/modules/odd?ref=odd/v1.2.3"
  name     = var.odd_name
  password = var.odd_password
  rules    = var.odd_rules
  anything = var.odd_anything
  vpc      = module.network_contract.values["vpc_id"]
}
`);
    for (const text of hostile) {
      const { files, problems } = await write(text);
      expect(problems).toEqual([]);
      expect(textOf(files, 'main.tf')).toBe(main);
      expect(textOf(files, 'variables.tf')).toBe(variables);
      expect(JSON.parse(textOf(files, 'terraform.tfvars.json'))).toEqual({
        odd_name: text, odd_rules: { [text]: { note: text } }, odd_anything: [text],
      });
    }
  });

  it('leaves out what has a problem, and every secret', async () => {
    const module = await odd('fine');
    const { files, problems, untold } = await writeModuleCall(
      module,
      draftOf({ name: 'x', size: 'huge', password: 'hunter2', rules: { a: { port: 'many' } }, other: 1 }),
      place,
    );
    expect(problems).toEqual([
      { input: 'other', kind: 'unknown' },
      { input: 'password', kind: 'secret' },
      { input: 'rules', kind: 'type', path: ['a', 'port'], expected: { type: 'number' } },
      { input: 'vpc', kind: 'missing' },
      { input: 'name', kind: 'rule', message: 'Too short.' },
      { input: 'size', kind: 'rule', message: 'No such size.' },
    ]);
    expect(untold).toEqual([]);
    expect(JSON.parse(textOf(files, 'terraform.tfvars.json'))).toEqual({});
    expect(JSON.stringify(files)).not.toContain('hunter2');
    await expect(writeModuleCall(module, { ...draftOf({}), call: 'x"] {' }, place)).rejects.toMatchObject({ code: 'PLT-203' });
  });

  it('asks with the types and choices of the module', async () => {
    expect(readInputs(await odd('fine')).map(({ name, choices, type }) => [name, type?.kind, choices])).toEqual([
      ['name', 'string', undefined], ['size', 'string', ['small', 'large']], ['password', 'string', undefined],
      ['rules', 'map', undefined], ['anything', 'any', undefined], ['vpc', 'string', undefined],
    ]);
  });

  (canRunTerraform() ? describe : describe.skip)('is taken by Terraform', () => {
    const base = mkdtempSync(join(tmpdir(), 'usage-'));
    const central = join(base, 'central');
    let modules: Map<string, ModuleVersion>;
    const git = (...args: string[]) => execFileSync('git', ['-C', central, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
    const terraform = (directory: string, ...args: string[]) =>
      run('terraform', args, {
        cwd: directory,
        env: {
          ...process.env,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: `url.file://${central}.insteadOf`,
          GIT_CONFIG_VALUE_0: 'https://github.com/connectly/platform.git',
        },
      }).catch(error => {
        throw new Error(`terraform ${args[0]}: ${error.stdout}${error.stderr}`);
      });
    const release = (name: string, version: string) => git('tag', `${name}/v${version}`);
    const rootOf = (files: { path: string; text: string }[]) => {
      const directory = mkdtempSync(join(base, 'root-'));
      for (const { path, text } of files) writeFileSync(join(directory, path), text);
      return directory;
    };

    beforeAll(async () => {
      modules = await readModuleCatalogue(checkout);
      cpSync(join(checkout, 'infrastructure/modules'), join(central, 'infrastructure/modules'), {
        recursive: true,
        filter: path => !path.includes('/.terraform'),
      });
      git('init', '--quiet');
      git('add', '--all');
      git('commit', '--quiet', '--message', 'modules');
      for (const { name, version } of modules.values()) release(name, version);
    });
    afterAll(() => rmSync(base, { recursive: true, force: true }));

    it.each<[string, Record<string, JsonValue>]>([
      ['rds', { name: 'ledger', engine: 'postgres', database_name: 'ledger', allowed_security_group_ids: { app: 'sg-0a1b2c3d' } }],
      ['alb', { name: 'ledger', target_port: 8080, health_check_path: hostile[0] }],
      ['api-gateway', { name: 'ledger', routes: { 'GET /x': { listener_arn: 'arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/x/1/2', server_name: 'a.example.com' } } }],
    ])('for %s', async (name, given) => {
      const version = modules.get(name)!;
      const wired = Object.keys(version.manifest.wiring).filter(input => 'contract' in version.manifest.wiring[input]);
      const values = Object.fromEntries(Object.entries(given).filter(([input]) => version.directory.variables.some(each => each.name === input)));
      const { files } = await writeModuleCall(version, { call: 'ledger', values, wired }, {
        ...place,
        contractRead: modules.get('contract-read')!.version,
      });
      const directory = rootOf(files);
      await terraform(directory, 'fmt', '-check', '-diff', '.');
      await terraform(directory, 'init', '-backend=false', '-input=false');
      await terraform(directory, 'validate');
    });

    it.each(hostile.filter(text => !text.includes('\0')))('whatever a module says of itself: %j', async text => {
      const module = await odd(text);
      const { files } = await writeModuleCall(module, draftOf({ name: text }), place);
      const variables = files.filter(({ path }) => path === 'variables.tf');
      const directory = rootOf(variables);
      await terraform(directory, 'fmt', '-check', '-diff', '.');
      await terraform(directory, 'validate');
    });
  });

  it('answers soon, however many rules a module has and whatever they go through', async () => {
    const rule = '  validation {\n    condition = length([for a in range(1000) : [for b in range(1000) : a * b]]) > 0\n    error_message = "x"\n  }\n';
    const files = { 'main.tf': `variable "name" {\n  type = string\n${rule.repeat(500)}}\n` };
    const module = await readModule(files, { name: 'slow', version: '1.0.0' });
    // of the processor's time: a busy machine takes longer
    const started = process.cpuUsage();
    const { problems, untold } = checkInputs(module, draftOf({ name: 'x' }));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
    expect([problems.length, untold.length]).toEqual([0, 500]);
  });

  it('finds what the check of the draft alone finds', async () => {
    const module = await odd('fine');
    const draft = draftOf({ name: 'x' }, ['vpc']);
    const { files, ...check } = await writeModuleCall(module, draft, place);
    expect(files).toHaveLength(3);
    expect(checkInputs(module, draft)).toEqual(check);
  });
});
