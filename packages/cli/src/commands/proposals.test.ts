/** The real program writes what the forms commit, to the byte. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseDecisionAnswers, parseModuleAnswers } from '@connectly/plugin-platform-common';
import { defaultPlatformSettings, renderDecision, renderModule } from '@connectly/plugin-platform-node';

const execFileAsync = promisify(execFile);
// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const checkout = resolve(__dirname, '../../../..');
const decision = {
  repository: 'connectly/platform', title: 'Queues for orders', owner: 'payments', context: 'Slow.', options: ['A', 'B'], chosen: 'A',
  reason: 'it is fast.', date: '2026-11-28',
};
const beginning = { name: 'message-topic', title: 'Message topic', description: 'Topic for events.', owner: 'platform', date: '2026-11-28' };

jest.setTimeout(120_000);

describe('proposals offline', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'proposals-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function run(command: string, answers: object) {
    await writeFile(join(directory, 'answers.json'), JSON.stringify(answers));
    const program = join(checkout, 'packages/cli/bin/platform');
    const out = join(directory, 'out');
    await execFileAsync(process.execPath, [program, command, 'new', '--answers', join(directory, 'answers.json'), '--out', out, '--json'], {
      env: { PATH: process.env.PATH, PLATFORM_CHECKOUT: checkout, PORTAL_STATE: directory },
    });
    const entries = await readdir(out, { recursive: true, withFileTypes: true });
    const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      await Promise.all(files.map(async path => [path.slice(out.length + 1), await readFile(path, 'utf8')] as const)),
    );
  }
  const byPath = (files: { path: string; content: string }[]) => Object.fromEntries(files.map(file => [file.path, file.content]));
  const refusal = async (command: string, answers: object) => {
    const { code, stderr } = await run(command, answers).then(
      () => { throw new Error('It was not refused.'); },
      error => error,
    );
    return [code, JSON.parse(stderr).errors.map((error: { code: string; where: string }) => `${error.code} ${error.where}`)];
  };

  it('writes a module once, and refuses a hostile name', async () => {
    const parsed = parseModuleAnswers(beginning);
    if (!parsed.ok) throw parsed.errors[0];
    expect(await run('module', beginning)).toEqual(byPath((await renderModule(parsed.answers, defaultPlatformSettings)).files));
    expect(await refusal('module', beginning)).toEqual([2, [expect.stringMatching(/^PLT-105 /)]]);
    expect(await refusal('module', { ...beginning, name: '../../evil' })).toEqual([2, ['PLT-102 name']]);
    expect(await readdir(directory)).toEqual(['answers.json', 'out']);
  });

  it('writes a decision under the next number', async () => {
    const parsed = parseDecisionAnswers(decision);
    if (!parsed.ok) throw parsed.errors[0];
    const first = byPath(renderDecision(parsed.answers, 1).files);
    expect(await run('adr', decision)).toEqual(first);
    const other = { ...decision, title: 'Another decision' };
    expect(Object.keys(await run('adr', other))).toEqual(['docs/adr/0001-queues-for-orders.md', 'docs/adr/0002-another-decision.md']);
    expect(await refusal('adr', decision)).toEqual([2, ['PLT-105 title']]);
    expect(await refusal('adr', { ...decision, title: 'x', context: '' })).toEqual([2, ['PLT-102 title', 'PLT-102 context']]);
  });
});
