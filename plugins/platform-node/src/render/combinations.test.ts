/**
 * Every combination of answers renders and re-parses; every shape of Terraform that they lead to goes through real
 * Terraform, on the newest and on the first release of each module.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { calledModules, databases, environments, exposures, sizes, tiers } from '@connectly/plugin-platform-common';
import { parse } from 'yaml';
import { pairwise } from '../__testUtils__/pairwise';
import { answersOf, canRunTerraform, startTerraformWorld, TerraformWorld } from '../__testUtils__/terraform';

const checkout = resolve(__dirname, '../../../..');
const subsets = [['dev'], ['stg'], ['prod'], ['dev', 'stg'], ['dev', 'prod'], ['stg', 'prod'], [...environments]];
const combinations = subsets.flatMap(chosen =>
  sizes.flatMap(size =>
    databases.flatMap(database =>
      exposures.flatMap(exposure => tiers.map(tier => ({ environments: chosen, size, database, exposure, tier }))),
    ),
  ),
);
const generations = ['newest', 'first'] as const;

jest.setTimeout(300_000);

describe('combinations of answers', () => {
  let world: TerraformWorld;
  beforeAll(async () => {
    world = await startTerraformWorld(checkout);
  });
  afterAll(() => world.close());

  /** Answers with each module at its newest or its first release. */
  async function completed(change: Record<string, unknown>, generation: (typeof generations)[number]) {
    if (generation === 'newest') return change;
    const { moduleVersions } = await world.render(change);
    return { ...change, moduleVersions: world.firstVersions(moduleVersions) };
  }

  it(`renders all ${combinations.length}, each parsed again and equal`, async () => {
    for (const combination of combinations) {
      const rendered = await world.render(combination);
      expect(Object.keys(rendered.moduleVersions)).toEqual(calledModules(combination));
      const directories = new Set(
        rendered.provision.filter(file => file.path.endsWith('.tf')).map(file => dirname(file.path)),
      );
      expect([...directories].sort()).toEqual(combination.environments.map(environment => `terraform/${environment}`).sort());
    }
  });

  const pairs = pairwise({
    environments: subsets,
    size: sizes,
    database: databases,
    exposure: exposures,
    tier: tiers,
    containerPort: [1024, 8080, 65535],
    healthCheckPath: ['/', '/healthz', `/.a~_-${'x'.repeat(94)}`],
    costCenter: ['', 'CC-10', 'ABCDE-123456'],
    description: ['', '결제를 받습니다', 'Says "${x}" & %{y}', 'x'.repeat(200)],
    generation: generations,
  });
  it(`renders the other answers in pairs (${pairs.length}), and keeps each of them`, async () => {
    for (const { generation, ...change } of pairs) {
      const answers = answersOf(await completed(change, generation as 'newest'));
      const rendered = await world.render({ ...answers });
      const text = (path: string) =>
        [...rendered.foundation, ...rendered.provision].find(file => file.path === path)?.content ?? '';
      expect(parse(text('.platform/answers.yaml')).answers).toEqual(answers);
      expect(rendered.moduleVersions).toMatchObject(answers.moduleVersions);
      for (const environment of answers.environments) {
        expect(JSON.parse(text(`terraform/${environment}/terraform.tfvars.json`))).toMatchObject({
          environment,
          container_port: answers.containerPort,
          health_check_path: answers.healthCheckPath,
          cost_center: answers.costCenter,
        });
      }
    }
  });

  // what is open to the Internet differs most from environment to environment, so it goes through in all of them
  const shapes = databases.flatMap(database =>
    exposures.flatMap(exposure =>
      generations.map(generation => ({
        database,
        exposure,
        generation,
        environments: exposure === 'public' && generation === 'newest' ? [...environments] : ['dev'],
      })),
    ),
  );
  const withTerraform = canRunTerraform(checkout) ? it.each(shapes) : it.skip.each(shapes);
  withTerraform('validates with Terraform: database $database, $exposure, $generation modules', async shape => {
    const { generation, ...change } = shape;
    const { provision } = await world.render(await completed(change, generation));
    const directory = await world.write(provision);
    // the environments call the same modules, which one download serves
    const env = { TF_DATA_DIR: join(directory, 'data') };
    await mkdir(env.TF_DATA_DIR);
    await world.terraform(directory, ['fmt', '-check', '-recursive', 'terraform']);
    for (const environment of change.environments) {
      const root = join(directory, 'terraform', environment);
      await world.terraform(root, ['init', '-backend=false', '-input=false'], { env });
      const result = await world.terraform(root, ['validate', '-json'], { env });
      // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
      expect(JSON.parse(result)).toMatchObject({ valid: true, error_count: 0 });
    }
  });
});
