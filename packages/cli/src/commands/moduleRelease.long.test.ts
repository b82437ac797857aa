/** Releases of real modules, in a clone of this repository. */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readReleasedModules } from '@connectly/plugin-platform-node';
import { compareInterfaces, releaseKind } from '@connectly/plugin-terraform-common';
import { inc, major, minor } from 'semver';
import { releaseModule } from './moduleRelease';

const execFileAsync = promisify(execFile);
// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const checkout = resolve(__dirname, '../../../..');

jest.setTimeout(120_000);

describe('releasing a module', () => {
  let directory: string;
  let clone: string;
  let module: string;
  /** The newest release of the module, which goes on being released. */
  let newest: string;
  const next = (part: 'patch' | 'minor' | 'major') => inc(newest, part) as string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'module-release-'));
    clone = join(directory, 'clone');
    await execFileAsync('git', ['clone', '--quiet', '--shared', checkout, clone]);
    // what is being worked on counts too
    await cp(join(checkout, 'infrastructure/modules'), join(clone, 'infrastructure/modules'), { recursive: true });
    module = join(clone, 'infrastructure/modules/alb');
    newest = /^## \[(.*)\]/m.exec(await readFile(join(module, 'CHANGELOG.md'), 'utf8'))![1];
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const variables = () => join(module, 'variables.tf');
  const newInput = (extra: string) => `\nvariable "idle_seconds" {\n  description = "Seconds."\n  type        = number\n  nullable    = false\n${extra}}\n`;

  it('raises the second number for a new input, and says it in changelog and README', async () => {
    await appendFile(variables(), newInput('  default     = 60\n'));
    const released = await releaseModule(clone, 'alb');
    expect(released).toMatchObject({ previous: newest, version: next('minor'), kind: 'minor' });
    const changelog = await readFile(join(module, 'CHANGELOG.md'), 'utf8');
    const [, version, text] = /^## \[(.*)\] - \d{4}-\d{2}-\d{2}\n([\s\S]*?)^## \[/m.exec(changelog)!;
    expect([version, text]).toEqual([next('minor'), '\n### Added\n\n- The input `idle_seconds`, `60` by default.\n\n']);
    expect(await readFile(join(module, 'README.md'), 'utf8')).toContain(`?ref=alb/v${next('minor')}"`);
  });

  it('refuses what breaks callers without a word on how to upgrade, and writes nothing', async () => {
    await appendFile(variables(), newInput(''));
    await expect(releaseModule(clone, 'alb')).rejects.toMatchObject({
      code: 'PLT-208',
      where: `infrastructure/modules/alb/UPGRADE-${major(next('major'))}.md`,
      message: expect.stringContaining('`idle_seconds` is new and required'),
    });
    expect(await readFile(join(module, 'CHANGELOG.md'), 'utf8')).not.toContain(next('major'));
    await writeFile(join(module, `UPGRADE-${major(next('major'))}.md`), '# Upgrade\n');
    expect(await releaseModule(clone, 'alb', { dryRun: true })).toMatchObject({ version: next('major'), kind: 'major' });
  });

  it('asks for words where only the inside changed', async () => {
    await appendFile(join(module, 'main.tf'), '\nlocals {\n  unused = 1\n}\n');
    await expect(releaseModule(clone, 'alb')).rejects.toMatchObject({ code: 'PLT-208', next: expect.stringContaining('--note') });
    expect(await releaseModule(clone, 'alb', { note: ['Nothing goes wrong.'] })).toMatchObject({ version: next('patch'), kind: 'patch' });
  });

  it('has nothing to release where nothing changed, and knows no other module', async () => {
    await expect(releaseModule(clone, 'alb')).rejects.toMatchObject({ code: 'PLT-208' });
    await expect(releaseModule(clone, 'alb/..')).rejects.toMatchObject({ code: 'PLT-204' });
  });

  it('asked for no more, in every release of the past, than its author gave', async () => {
    const releases = await readReleasedModules(checkout);
    const judged = releases.slice(1).flatMap((after, index) => {
      const before = releases[index];
      if (before.name !== after.name) return [];
      const given = major(before.version) !== major(after.version) ? 2 : Number(minor(before.version) !== minor(after.version));
      const asked = ['patch', 'minor', 'major'].indexOf(releaseKind(compareInterfaces(before.directory, after.directory)));
      return asked > given ? [`${after.name} ${before.version} → ${after.version}`] : [];
    });
    expect(releases.length).toBeGreaterThan(15);
    expect(judged).toEqual([]);
  });
});
