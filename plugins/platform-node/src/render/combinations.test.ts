/** Every combination of answers renders and re-parses. */
import { dirname, resolve } from 'node:path';
import { calledModules, databases, exposures, sizes, tiers } from '@connectly/plugin-platform-common';
import { parse } from 'yaml';
import { completed, generations, subsets } from '../__testUtils__/combinations';
import { pairwise } from '../__testUtils__/pairwise';
import { answersOf, createRenderer, Renderer } from '../__testUtils__/terraform';

const checkout = resolve(__dirname, '../../../..');
const combinations = subsets.flatMap(chosen =>
  sizes.flatMap(size =>
    databases.flatMap(database =>
      exposures.flatMap(exposure => tiers.map(tier => ({ environments: chosen, size, database, exposure, tier }))),
    ),
  ),
);

jest.setTimeout(300_000);

describe('combinations of answers', () => {
  let renderer: Renderer;
  beforeAll(async () => {
    renderer = await createRenderer(checkout);
  });

  it(`renders all ${combinations.length}, each parsed again and equal`, async () => {
    for (const combination of combinations) {
      const rendered = await renderer.render(combination);
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
      const answers = answersOf(await completed(renderer, change, generation as 'newest'));
      const rendered = await renderer.render({ ...answers });
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
});
