/**
 * Hostile answers before judges that nobody here wrote: real Terraform, a shell and PyYAML read what was rendered, and
 * understand what was typed, no more and no less.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseServiceAnswers, RenderedFile, ServiceAnswers } from '@connectly/plugin-platform-common';
import { attribute, block, constant, writeHcl } from '@connectly/plugin-terraform-node';
import { parse } from 'yaml';
import { hostileTexts } from '../__testUtils__/hostileTexts';
import { answersOf, canRunTerraform, startTerraformWorld, TerraformWorld } from '../__testUtils__/terraform';
import { defaultPlatformSettings } from '../settings';
import { createModuleCatalogue } from './catalogue';
import { renderEnvironment, ServiceWiring } from './terraform';
import { serviceVariables } from './variables';

const checkout = resolve(__dirname, '../../../..');
const service = { database: 'postgres', exposure: 'public', environments: ['dev', 'prod'] };
const accepted = hostileTexts.filter(description => parseServiceAnswers({ ...answersOf(service), description }).ok);

/** Terraform keeps every string in Unicode's composed form. */
const inTerraform = (text: string) => text.normalize('NFC');

function pythonHasYaml(): boolean {
  return spawnSync('python3', ['-c', 'import yaml']).status === 0;
}

jest.setTimeout(300_000);

describe('hostile answers before other parsers', () => {
  let world: TerraformWorld;
  beforeAll(async () => {
    world = await startTerraformWorld(checkout);
  });
  afterAll(() => world.close());

  async function files(description: string) {
    const { foundation, provision, registration } = await world.render({ ...service, description });
    return [...foundation, ...provision, registration];
  }

  /** The Terraform of one environment, whatever the rules of the form say of the answers. */
  function renderDev(answers: ServiceAnswers) {
    const wiring = ServiceWiring.create(answers, createModuleCatalogue(world.modules), defaultPlatformSettings);
    return renderEnvironment(answers, 'dev', wiring, defaultPlatformSettings);
  }

  (pythonHasYaml() ? it : it.skip)('every YAML file means the same to a YAML 1.1 parser', async () => {
    const documents = (await Promise.all(accepted.map(files)))
      .flat()
      .filter(file => /\.ya?ml$/.test(file.path))
      .map(file => file.content);
    const read = execFileSync(
      'python3',
      ['-c', 'import sys,json,yaml; print(json.dumps([yaml.safe_load(d) for d in json.load(sys.stdin)]))'],
      { input: JSON.stringify(documents), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
    expect(JSON.parse(read)).toEqual(documents.map(document => parse(document)));
  });

  it('every command is one that a shell parses, and holds nothing that was typed', async () => {
    const commandsOf = async (description: string) => {
      const rendered = await files(description);
      const workflow = parse(rendered.find(file => file.path.startsWith('.github/workflows/'))?.content ?? '');
      const steps: { run?: string }[] = Object.values<{ steps: object[] }>(workflow.jobs).flatMap(job => job.steps);
      const shown = rendered
        .filter(file => file.path.endsWith('.md'))
        .flatMap(file => [...file.content.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text));
      return [...steps.flatMap(step => (step.run ? [step.run] : [])), ...shown];
    };
    const harmless = await commandsOf('harmless');
    expect(harmless.length).toBeGreaterThan(8);
    for (const command of harmless) {
      const { status, stderr } = spawnSync('sh', ['-n'], { input: command, encoding: 'utf8' });
      expect([command, stderr, status]).toEqual([command, '', 0]);
      // GitHub puts its expressions in before a shell sees them
      expect(command).not.toContain('${{');
    }
    for (const description of accepted) expect(await commandsOf(description)).toEqual(harmless);
  });

  const withTerraform = canRunTerraform(checkout) ? it : it.skip;

  withTerraform('Terraform reads back every text that the HCL writer wrote', async () => {
    const locals = hostileTexts.map((text, index) => attribute(`text_${index}`, constant(text)));
    const root = await world.write([{ path: 'main.tf', content: writeHcl([block('locals', [], locals)]) }]);
    const input = `jsonencode([${locals.map(({ name }) => `local.${name}`).join(', ')}])\n`;
    const output = await world.terraform(root, ['console'], { input });
    // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
    expect(JSON.parse(JSON.parse(output))).toEqual(hostileTexts.map(inTerraform));
  });

  // past the rules of the form, as if they did not exist: the serialisers alone hold
  const sample = hostileTexts.filter((_, index) => index % 4 === 0);
  (canRunTerraform(checkout) ? it.each(sample) : it.skip.each(sample))('Terraform reads back %j from the values', async text => {
    const answers = { ...answersOf(service), owner: text, description: text, healthCheckPath: text, costCenter: text };
    const rendered = await renderDev(answers);
    const names = ['variables.tf', 'terraform.tfvars.json'];
    const root = await world.write(rendered.filter(file => names.some(name => file.path.endsWith(`/${name}`))));
    const variables = serviceVariables(answers, 'dev', defaultPlatformSettings);
    const input = `jsonencode({ ${variables.map(({ name }) => `${name} = var.${name}`).join(', ')} })\n`;
    const output = await world.terraform(join(root, 'terraform/dev'), ['console'], { input });
    const values = variables.map(({ name, value }) => [name, typeof value === 'string' ? inTerraform(value) : value]);
    // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
    expect(JSON.parse(JSON.parse(output))).toEqual(Object.fromEntries(values));
    // and nothing of it is in the code itself
    const code = (list: RenderedFile[]) => list.filter(file => file.path.endsWith('.tf'));
    // eslint-disable-next-line jest/no-standalone-expect -- as above
    expect(code(rendered)).toEqual(code(await renderDev(answersOf(service))));
  });

  withTerraform('Terraform finds what was rendered from hostile answers valid', async () => {
    const { provision } = await world.render({
      ...service,
      name: 'a-1-b',
      description: '${file("/etc/hostname")} %{ for x in y } "}',
      healthCheckPath: '/.a~_-b',
      costCenter: 'ABCDE-123456',
    });
    const root = join(await world.write(provision), 'terraform/prod');
    await world.terraform(root, ['init', '-backend=false', '-input=false']);
    const result = JSON.parse(await world.terraform(root, ['validate', '-json']));
    // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
    expect(result).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });
});
