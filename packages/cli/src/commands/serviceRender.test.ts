/** The real program renders what Create commits: from the same settings, and the same releases. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseServiceAnswers } from '@connectly/plugin-platform-common';
import { createModuleCatalogue, defaultPlatformSettings, readReleasedModules, renderService } from '@connectly/plugin-platform-node';

const execFileAsync = promisify(execFile);
// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const checkout = resolve(__dirname, '../../../..');
const answers = {
  name: 'checkout',
  owner: 'payments',
  environments: ['dev', 'prod'],
  size: 'small',
  database: 'postgres',
  exposure: 'public',
};

jest.setTimeout(120_000);

describe('platform service render', () => {
  let directory: string;
  let clone: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'service-render-'));
    clone = join(directory, 'clone');
    await execFileAsync('git', ['clone', '--quiet', '--shared', checkout, clone]);
    await writeFile(join(directory, 'answers.json'), JSON.stringify(answers));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** Every file that the program writes, by path. */
  async function render(env: Record<string, string> = {}): Promise<Record<string, string>> {
    const out = await mkdtemp(join(directory, 'out-'));
    const program = join(checkout, 'packages/cli/bin/platform');
    await execFileAsync(process.execPath, [program, 'service', 'render', '--answers', join(directory, 'answers.json'), '--out', out], {
      env: { PATH: process.env.PATH, PLATFORM_CHECKOUT: clone, ...env },
    });
    const entries = await readdir(out, { recursive: true, withFileTypes: true });
    const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      await Promise.all(files.map(async path => [path.slice(out.length + 1), await readFile(path, 'utf8')] as const)),
    );
  }

  /** What the portal renders with these settings, and the releases that it reads from the central repository. */
  async function create(change: Partial<typeof defaultPlatformSettings>): Promise<Record<string, string>> {
    const parsed = parseServiceAnswers(answers);
    if (!parsed.ok) throw parsed.errors[0];
    const { foundation, provision } = await renderService({
      answers: parsed.answers,
      catalogue: createModuleCatalogue(await readReleasedModules(clone)),
      settings: { ...defaultPlatformSettings, ...change },
    });
    return Object.fromEntries([...foundation, ...provision].map(file => [file.path, file.content]));
  }

  const machine = {
    gitUrl: 'https://localhost:7123',
    webUrl: 'http://localhost:7123',
    portalUrl: 'http://localhost:7008',
  };
  const writeMachine = (file: string) =>
    writeFile(
      file,
      JSON.stringify({ app: { baseUrl: machine.portalUrl }, platform: { gitUrl: machine.gitUrl, webUrl: machine.webUrl } }),
    );

  it('renders for the organisation where no portal runs', async () => {
    expect(await render()).toEqual(await create({}));
  });

  it('renders for the forge of this machine where script/start has written its configuration', async () => {
    await writeMachine(join(clone, 'app-config.local.yaml'));
    const rendered = await render();
    expect(rendered).toEqual(await create(machine));
    expect(rendered['terraform/dev/main.tf']).toContain('git::https://localhost:7123/connectly/platform.git//');
  });

  it('renders for the portal that has a state of its own', async () => {
    await writeMachine(join(directory, 'app-config.local.yaml'));
    expect(await render({ PORTAL_STATE: directory })).toEqual(await create(machine));
  });

  it('calls what is released, whatever is being worked on', async () => {
    const module = join(clone, 'infrastructure/modules/alb');
    const changelog = await readFile(join(module, 'CHANGELOG.md'), 'utf8');
    await writeFile(join(module, 'CHANGELOG.md'), changelog.replace('\n## [', '\n## [9.9.9] - 2026-11-24\n\n## ['));
    await writeFile(join(module, 'variables.tf'), 'variable "unheard_of" {\n  type = string\n}\n');
    const rendered = await render();
    expect(rendered).toEqual(await create({}));
    expect(rendered['terraform/dev/main.tf']).not.toContain('9.9.9');
  });

  it('renders from an archive of the checkout too, which has no history', async () => {
    const withHistory = await render();
    await rm(join(clone, '.git'), { recursive: true });
    expect(await render()).toEqual(withHistory);
  });
});
