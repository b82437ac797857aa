/** Every shape of Terraform that answers lead to goes through real Terraform, on the newest and on the first release of each module. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { databases, environments, exposures } from '@connectly/plugin-platform-common';
import { completed, generations } from '../__testUtils__/combinations';
import { canRunTerraform, startTerraformWorld, TerraformWorld } from '../__testUtils__/terraform';

const checkout = resolve(__dirname, '../../../..');

jest.setTimeout(300_000);

describe('shapes of Terraform', () => {
  let world: TerraformWorld;
  beforeAll(async () => {
    world = await startTerraformWorld(checkout);
  });
  afterAll(() => world.close());

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
  withTerraform('validate: database $database, $exposure, $generation modules', async shape => {
    const { generation, ...change } = shape;
    const { provision } = await world.render(await completed(world, change, generation));
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
