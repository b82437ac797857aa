/**
 * Every combination of answers renders and re-parses; every shape of Terraform that they lead to goes through real
 * Terraform, on the newest and on the first release of each module.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  databases,
  environments,
  exposures,
  parseServiceAnswers,
  RenderedFile,
  ServiceAnswers,
  sizes,
  tiers,
} from '@connectly/plugin-platform-common';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { findModuleReleases, readReleasedModules } from '../central';
import { defaultPlatformSettings } from '../settings';
import { createModuleCatalogue, renderService } from '.';

const execFileAsync = promisify(execFile);
const checkout = resolve(__dirname, '../../../..');

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const isShallow = execFileSync('git', ['-C', checkout, 'rev-parse', '--is-shallow-repository'], { encoding: 'utf8' }).trim() === 'true';

function answersOf(change: Record<string, unknown>): ServiceAnswers {
  const parsed = parseServiceAnswers({
    name: 'checkout',
    owner: 'payments',
    environments: ['dev'],
    size: 'small',
    database: 'none',
    exposure: 'internal',
    ...change,
  });
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

const subsets = [['dev'], ['stg'], ['prod'], ['dev', 'stg'], ['dev', 'prod'], ['stg', 'prod'], [...environments]];
const combinations = subsets.flatMap(chosen =>
  sizes.flatMap(size =>
    databases.flatMap(database =>
      exposures.flatMap(exposure => tiers.map(tier => ({ environments: chosen, size, database, exposure, tier }))),
    ),
  ),
);

jest.setTimeout(300_000);

describe('combinations of answers', () => {
  let modules: ModuleVersion[];
  let central: string;
  beforeAll(async () => {
    modules = await readReleasedModules(checkout);
    central = join(await mkdtemp(join(tmpdir(), 'central-')), 'platform.git');
    await execFileAsync('git', ['clone', '--quiet', '--bare', '--no-tags', checkout, central]);
    for (const release of await findModuleReleases(central)) {
      await execFileAsync('git', ['-C', central, 'update-ref', `refs/tags/${release.tag}`, release.commit]);
    }
  });
  afterAll(async () => {
    await rm(dirname(central), { recursive: true, force: true });
  });
  const render = (change: Record<string, unknown>) =>
    renderService({
      answers: answersOf(change),
      catalogue: createModuleCatalogue(modules),
      settings: defaultPlatformSettings,
    });
  const firstVersions = (called: Record<string, string>) =>
    Object.fromEntries(
      Object.keys(called).map(name => [name, modules.find(item => item.name === name)?.version as string]),
    );

  it(`renders all ${combinations.length}, each parsed again and equal`, async () => {
    for (const combination of combinations) {
      const rendered = await render(combination);
      const directories = new Set(
        rendered.provision.filter(file => file.path.endsWith('.tf')).map(file => dirname(file.path)),
      );
      expect([...directories].sort()).toEqual(combination.environments.map(environment => `terraform/${environment}`).sort());
    }
  });

  const shapes = databases.flatMap(database =>
    exposures.flatMap(exposure =>
      (['newest', 'first'] as const).map(generation => ({ database, exposure, generation })),
    ),
  );
  const withTerraform = isInstalled('terraform') && !isShallow ? it.each(shapes) : it.skip.each(shapes);
  withTerraform('validates with Terraform: database $database, $exposure, $generation modules', async shape => {
    const { generation, ...change } = shape;
    const newest = await render(change);
    const rendered =
      generation === 'newest' ? newest : await render({ ...change, moduleVersions: firstVersions(newest.moduleVersions) });
    const directory = await mkdtemp(join(tmpdir(), 'combination-'));
    try {
      await writeFiles(directory, rendered.provision);
      const env = {
        ...process.env,
        // the central repository, wherever this checkout is
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `url.file://${central}.insteadOf`,
        GIT_CONFIG_VALUE_0: 'https://github.com/connectly/platform.git',
      };
      const options = { cwd: join(directory, 'terraform/dev'), env };
      await execFileAsync('terraform', ['fmt', '-check', '-recursive', '..'], options);
      await execFileAsync('terraform', ['init', '-backend=false', '-input=false'], options);
      const { stdout } = await execFileAsync('terraform', ['validate', '-json'], options);
      // eslint-disable-next-line jest/no-standalone-expect -- the block above is a test, chosen by what is installed
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0 });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  async function writeFiles(directory: string, files: RenderedFile[]) {
    for (const file of files) {
      await mkdir(join(directory, dirname(file.path)), { recursive: true });
      await writeFile(join(directory, file.path), file.content);
    }
  }
});
