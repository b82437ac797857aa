/** The real program checks a repository's documents, and finds entries of this checkout's. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createTroubleshooter, platformCommands } from '@connectly/plugin-handbook-node';
import { parseServiceAnswers } from '@connectly/plugin-platform-common';
import { createModuleCatalogue, defaultPlatformSettings, readReleasedModules, renderService } from '@connectly/plugin-platform-node';
import { createProgram } from '../program';
import { checkHandbook } from './handbookCheck';

const execFileAsync = promisify(execFile);
// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const checkout = resolve(__dirname, '../../../..');
const program = join(checkout, 'packages/cli/bin/platform');

jest.setTimeout(120_000);

/** What the program answers, with its exit code. */
function run(args: string[], options: { input?: string; checkout?: string } = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, PLATFORM_CHECKOUT: options.checkout ?? checkout };
  const child = spawn(process.execPath, [program, ...args], { env });
  child.stdin.end(options.input ?? '');
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', chunk => (output.stdout += chunk));
  child.stderr.on('data', chunk => (output.stderr += chunk));
  return new Promise(done => child.on('close', code => done({ code: code ?? -1, ...output })));
}

describe('platform handbook check, platform troubleshoot', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handbook-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function write(files: Record<string, string>) {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
  }

  const entry = (symptom: string) =>
    `---\nid: TS-001\nsymptom: ${symptom}\nmatch: ['Error acquiring the state lock']\nabout: [module:rds]\nsource: us\n---\n\n# Locked\n\n## Cause\n\nc\n\n## Fix\n\nf\n\n## Verify\n\nv\n`;

  it('lists what is wrong by file and line, and ends with 2 for an error alone', async () => {
    await write({
      'docs/troubleshooting/TS-001-locked.md': entry('The state is locked.'),
      'docs/guides/a.md': '# A\n\n[there](b.md) and `infrastructure/modules/gone` and `infrastructure/modules/rds/main.tf`\n',
      'docs/runbook.md': '# Runbook\n\n## Step 1: Stop\n\nStop it.\n',
      'infrastructure/modules/rds/main.tf': '',
    });
    await execFileAsync('git', ['init', '--quiet', directory]);
    const text = await run(['handbook', 'check', directory]);
    expect(text).toMatchObject({ code: 2, stderr: '' });
    expect(text.stdout.split('\n').map(line => line.slice(0, 70))).toEqual([
      expect.stringContaining('error PLT-703 docs/guides/a.md:3 There is no "docs/guides/b.md"'),
      expect.stringContaining('error PLT-703 docs/guides/a.md:3 There is no "infrastructure'),
      expect.stringContaining('warning PLT-702 docs/runbook.md:3 Step 1'),
      '3 documents, 3 findings.',
      '',
    ]);
    await rm(join(directory, 'docs/guides/a.md'));
    const json = await run(['handbook', 'check', directory, '--json']);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ documents: 2, findings: [{ line: 3, next: expect.stringMatching(/\.$/) }] });
    expect(await run(['handbook', 'check', join(directory, 'gone')])).toMatchObject({ code: 2, stderr: expect.stringContaining('PLT-401') });
  });

  it('knows nothing of what lies behind a link to a folder', async () => {
    await write({ 'docs/guides/a.md': '# A\n\n[a](../../linked/x/y.md) [b](../../linked) [c](../../gone)\n' });
    await symlink('.', join(directory, 'linked'));
    await execFileAsync('git', ['init', '--quiet', directory]);
    const { findings } = await checkHandbook(directory);
    expect(findings.map(({ message }) => message)).toEqual(['There is no "gone", to which a link leads.']);
  });

  it('finds nothing wrong in what Create renders', async () => {
    for (const database of ['none', 'postgres']) {
      const parsed = parseServiceAnswers({ name: 'checkout', owner: 'payments', environments: ['dev'], size: 'small', database, exposure: 'public' });
      if (!parsed.ok) throw parsed.errors[0];
      const catalogue = createModuleCatalogue(await readReleasedModules(checkout));
      const { foundation, provision } = await renderService({ answers: parsed.answers, catalogue, settings: defaultPlatformSettings });
      await write(Object.fromEntries([...foundation, ...provision].map(file => [file.path, file.content])));
      const { documents, findings } = await checkHandbook(directory);
      expect(findings).toEqual([]);
      expect(documents.map(({ kind }) => kind).sort()).toEqual(['adr', 'runbook']);
      expect(documents.find(({ kind }) => kind === 'runbook')?.runbook).toMatchObject({ rtoMinutes: 240, rpoMinutes: 1440 });
    }
  });

  it('finds entries for a file and for standard input, masked and offline', async () => {
    await write({
      'infrastructure/modules/rds/main.tf': '',
      'docs/troubleshooting/TS-001-locked.md': entry('The state is locked.'),
      'docs/troubleshooting/TS-001-locked.ko.md': entry('상태가 잠겨 있습니다.').replace('# Locked', '# 잠김'),
      'error.log': 'password=hunter2 Error acquiring the state lock password=hunter2\n',
    });
    const found = await run(['troubleshoot', join(directory, 'error.log'), '--json'], { checkout: directory });
    expect(JSON.parse(found.stdout)).toEqual({
      matches: [
        {
          entry: 'TS-001',
          title: 'Locked',
          symptom: 'The state is locked.',
          path: 'docs/troubleshooting/TS-001-locked.md',
          reason: { kind: 'pattern', pattern: 'Error acquiring the state lock', text: 'Error acquiring the state lock', line: 1 },
        },
      ],
      masked: 2,
      truncated: false,
      incomplete: false,
    });
    const words = await run(['troubleshoot', '-'], { checkout: directory, input: '상태가 잠겨서 안 됩니다' });
    expect(words).toMatchObject({ code: 0, stdout: expect.stringMatching(/^TS-001 Locked\n {2}shares the words [^\n]+\n {2}docs\//) });
    expect(await run(['troubleshoot', '-'], { checkout: directory, input: 'qqq' })).toMatchObject({ code: 0, stdout: expect.stringContaining('No entry') });
    expect(await run(['troubleshoot', join(directory, 'gone')], { checkout: directory })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('PLT-405'),
    });
  });

  it('finds the entries of this repository by their symptoms, in both languages, among the first three', async () => {
    const { documents } = await checkHandbook(checkout);
    const entries = documents.filter(document => document.troubleshooting);
    const troubleshooter = createTroubleshooter(entries.map(document => ({ repository: 'central', document })));
    const missed: string[] = [];
    for (const { path, troubleshooting } of entries) {
      const { matches } = await troubleshooter.match(troubleshooting?.symptom ?? '');
      if (!matches.slice(0, 3).some(match => match.entry.path === path)) missed.push(path);
    }
    expect(entries.length).toBeGreaterThan(40);
    expect(missed.length / entries.length).toBeLessThanOrEqual(0.05);
  });

  it('knows the commands that the program has', () => {
    const commands = createProgram().commands.flatMap(command =>
      command.commands.length ? command.commands.map(each => `${command.name()} ${each.name()}`) : [command.name()],
    );
    // seed is hidden: script/start calls it
    expect(commands.filter(command => !command.startsWith('seed ')).sort()).toEqual(platformCommands);
  });

  it('finds a release of a module that is not there, in the checkout that has them', async () => {
    await write({
      'infrastructure/modules/rds/CHANGELOG.md': '# Changelog\n\n## [2.0.0] - 2026-11-24\n\n## [1.0.0] - 2026-11-24\n',
      'docs/guides/a.md': '# A\n\n`rds/v1.0.0` and `rds/v2.1.0`\n',
    });
    const { findings } = await checkHandbook(directory);
    expect(findings).toMatchObject([{ code: 'PLT-703', line: 3, message: 'No module has the release "rds/v2.1.0".' }]);
  });

  it('gives no address of a port that script/start may have moved', async () => {
    const { stdout } = await execFileAsync('git', ['-C', checkout, 'ls-files', 'docs/guides/*.md', 'docs/onboarding/*.md']);
    const documents = stdout.trim().split('\n');
    const withPort = await Promise.all(
      documents.map(async path => (/localhost:(7007|7100|4141)/.test(await readFile(join(checkout, path), 'utf8')) ? [path] : [])),
    );
    expect(documents.length).toBeGreaterThan(10);
    expect(withPort.flat()).toEqual([]);
  });

  it('says wherever something waits for the next image of Atlantis that it does so in production', async () => {
    const paths = [
      'templates/waiver/template.yaml',
      'plugins/platform/src/translations/ref.ts',
      'plugins/platform/src/translations/ko.ts',
      'plugins/platform-node/src/propose/waiverProposal.ts',
      'infrastructure/atlantis/comments/policies.tmpl',
      'docs/guides/make-a-service.md',
      'docs/troubleshooting/TS-076-waiver-expired.md',
      'docs/troubleshooting/TS-076-waiver-expired.ko.md',
    ];
    const sentences = (
      await Promise.all(paths.map(async path => (await readFile(join(checkout, path), 'utf8')).replace(/\s+/g, ' ').match(/[^.·]*(next image|다음 이미지)[^.]*/g) ?? []))
    ).flat();
    expect(sentences.length).toBeGreaterThanOrEqual(paths.length);
    expect(sentences.filter(sentence => !/in production|운영 환경/i.test(sentence))).toEqual([]);
  });

  it('finds nothing in the documents of this repository, such as commands that nobody runs and that do not say why', async () => {
    const { documents, findings } = await checkHandbook(checkout);
    expect(documents.length).toBeGreaterThan(20);
    expect(findings).toEqual([]);
  });
});
