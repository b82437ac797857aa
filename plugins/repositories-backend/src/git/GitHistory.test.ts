import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'child_process';
import { randomBytes } from 'crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { GitHistory, HistoryRequest } from './GitHistory';

jest.setTimeout(60_000);

describe('GitHistory', () => {
  const mockDirectory = createMockDirectory();
  let clock: number;

  beforeEach(() => {
    clock = 1_767_225_600;
    mockDirectory.setContent({ work: {}, 'bare.git': {} });
    git('init', '--quiet', '--initial-branch=main', '.');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', mockDirectory.resolve('bare.git')]);
    git('remote', 'add', 'origin', mockDirectory.resolve('bare.git'));
  });

  function git(...args: string[]): string {
    const at = `${clock} +0900`;
    return execFileSync('git', args, {
      cwd: mockDirectory.resolve('work'),
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Jiwoo',
        GIT_AUTHOR_EMAIL: 'jiwoo@example.com',
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_NAME: 'Forge',
        GIT_COMMITTER_EMAIL: 'forge@example.com',
        GIT_COMMITTER_DATE: at,
      },
    }).trim();
  }

  /** Commits what is given (`undefined` deletes) an hour after the last one, and answers the commit. */
  function commit(message: string, files: Record<string, string | undefined>): string {
    clock += 3_600;
    for (const [path, content] of Object.entries(files)) {
      const file = mockDirectory.resolve('work', path);
      if (content === undefined) {
        git('rm', '--quiet', path);
      } else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  }

  const push = (...more: string[]) => git('push', '--quiet', '--force', ...more, 'origin', 'main');

  const allowFilter = () =>
    execFileSync('git', ['-C', mockDirectory.resolve('bare.git'), 'config', 'uploadpack.allowFilter', 'true']);

  async function read(
    request: Partial<HistoryRequest> = {},
    limits: { versionLimit?: number; chunkLimit?: number } = {},
  ) {
    push();
    const history = await GitHistory.create({ directory: mockDirectory.resolve('mirrors'), ...limits }).read({
      url: `file://${mockDirectory.resolve('bare.git')}`,
      commit: git('rev-parse', 'main'),
      directory: 'docs/',
      wanted: path => path.endsWith('.md'),
      ...request,
    });
    // nothing of it is left behind
    expect(readdirSync(mockDirectory.resolve('mirrors'))).toEqual([]);
    return history;
  }

  it('tells who changed a document when, what for and to what, and of no other file', async () => {
    allowFilter();
    const first = commit('Begin\n\nWith more.', { 'docs/a.md': 'one', 'docs/gone.md': 'x', 'src/code.md': 'x', 'docs/x.txt': 'x' });
    commit('No document', { 'src/code.md': 'y' });
    const second = commit('Say \u001b[31m two', { 'docs/a.md': 'two', 'docs/b c"ü한.md': 'new' });
    const third = commit('Tidy up', { 'docs/gone.md': undefined });
    const taken = commit('Take it away', { 'docs/a.md': undefined });
    const back = commit('And back', { 'docs/a.md': 'two' });
    expect(await read()).toEqual({
      commit: back,
      complete: true,
      commits: [
        {
          commit: first,
          facts: { at: '2026-01-01T01:00:00.000Z', author: 'Jiwoo', subject: 'Begin' },
          files: [{ path: 'docs/a.md', content: 'one', added: true }],
        },
        {
          commit: second,
          facts: { at: '2026-01-01T03:00:00.000Z', author: 'Jiwoo', subject: 'Say  [31m two' },
          files: [
            { path: 'docs/a.md', content: 'two', added: false },
            { path: 'docs/b c"ü한.md', content: 'new', added: true },
          ],
        },
        { commit: taken, facts: expect.anything(), files: [{ path: 'docs/a.md', added: false }] },
        { commit: back, facts: expect.anything(), files: [{ path: 'docs/a.md', content: 'two', added: true }] },
      ],
    });
    expect(third).not.toBe(taken);
  });

  it('follows the branch: a merge is one change, and a renamed file begins anew', async () => {
    commit('Begin', { 'docs/a.md': 'one\nand more\nto be alike\n' });
    git('checkout', '--quiet', '-b', 'side');
    commit('Draft', { 'docs/a.md': 'draft' });
    commit('Better draft', { 'docs/a.md': 'better' });
    git('checkout', '--quiet', 'main');
    commit('Meanwhile', { 'docs/other.md': 'other' });
    git('merge', '--quiet', '--no-ff', '--message', 'Merge side', 'side');
    git('mv', 'docs/a.md', 'docs/c.md');
    commit('Rename', {});
    const { commits } = await read();
    expect(commits.map(({ facts, files }) => [facts.subject, files])).toEqual([
      ['Meanwhile', [{ path: 'docs/other.md', content: 'other', added: true }]],
      ['Rename', [{ path: 'docs/c.md', content: 'better', added: true }]],
    ]);
    const merge = git('rev-parse', 'HEAD~1');
    git('reset', '--quiet', '--hard', merge);
    const merged = await read();
    expect(merged.commits.map(({ facts }) => facts.subject)).toEqual(['Begin', 'Meanwhile', 'Merge side']);
    expect(merged.commits.at(-1)!.files).toEqual([{ path: 'docs/a.md', content: 'better', added: false }]);
  });

  it('gives what came after a commit, and everything when the branch does not descend from it', async () => {
    allowFilter();
    const first = commit('One', { 'docs/a.md': 'one' });
    const second = commit('Two', { 'docs/a.md': 'two' });
    const third = commit('Three', { 'docs/a.md': 'three' });
    expect(await read({ since: first })).toMatchObject({
      since: first,
      complete: true,
      commits: [{ commit: second }, { commit: third }],
    });
    expect(await read({ since: third })).toMatchObject({ since: third, complete: true, commits: [] });

    git('reset', '--quiet', '--hard', first);
    const other = commit('Another two', { 'docs/a.md': 'other' });
    const forced = await read({ since: third });
    expect(forced.since).toBeUndefined();
    expect(forced.commits.map(each => each.commit)).toEqual([first, other]);
    expect((await read({ since: 'f'.repeat(40) })).commits).toHaveLength(2);
  });

  it('ends where a commit has no parents here, and says that it does', async () => {
    commit('One', { 'docs/a.md': 'one', 'docs/old.md': 'old' });
    commit('Two', { 'docs/a.md': 'two' });
    commit('Three', { 'docs/a.md': 'three' });
    push();
    const shallow = mockDirectory.resolve('shallow.git');
    execFileSync('git', ['clone', '--quiet', '--bare', '--depth=2', `file://${mockDirectory.resolve('bare.git')}`, shallow]);
    const { complete, commits } = await read({ url: `file://${shallow}` });
    expect(complete).toBe(false);
    expect(commits.map(({ facts, files }) => [facts.subject, files])).toEqual([
      [
        'Two',
        [
          { path: 'docs/a.md', content: 'two', added: false },
          { path: 'docs/old.md', content: 'old', added: false },
        ],
      ],
      ['Three', [{ path: 'docs/a.md', content: 'three', added: false }]],
    ]);
  });

  it('leaves out links, binary files and large ones, and gets no file that is no document', async () => {
    allowFilter();
    commit('One', { 'docs/a.md': 'one', 'big.bin': randomBytes(8 * 1024 * 1024).toString('hex') });
    commit('Binary', { 'docs/a.md': 'a\0b' });
    commit('Large', { 'docs/a.md': 'x'.repeat(1024 * 1024 + 1) });
    git('rm', '--quiet', 'docs/a.md');
    execFileSync('mkdir', ['-p', mockDirectory.resolve('work', 'docs')]);
    execFileSync('ln', ['-s', '/etc/passwd', mockDirectory.resolve('work', 'docs/a.md')]);
    commit('Link', {});
    execFileSync('rm', [mockDirectory.resolve('work', 'docs/a.md')]);
    commit('Text', { 'docs/a.md': 'text' });
    const { commits } = await read();
    expect(commits.map(({ facts, files }) => [facts.subject, files[0].content])).toEqual([
      ['One', 'one'],
      ['Binary', undefined],
      ['Large', undefined],
      ['Link', undefined],
      ['Text', 'text'],
    ]);
  });

  it('gives the newest versions when there are too many, and those after one push that is too large', async () => {
    allowFilter();
    for (const content of ['one', 'two', 'three', 'four']) {
      commit(content, { 'docs/a.md': content });
    }
    const subjects = async (limits: object) => {
      const { complete, commits } = await read({}, limits);
      return [complete, ...commits.map(({ facts }) => facts.subject)];
    };
    expect(await subjects({ versionLimit: 4 })).toEqual([true, 'one', 'two', 'three', 'four']);
    expect(await subjects({ versionLimit: 3 })).toEqual([false, 'two', 'three', 'four']);

    // nothing that packing makes smaller, in more than one fetch
    commit('large', { 'docs/large.md': randomBytes(4 * 1024 * 1024).toString('hex') });
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`docs/${index}.md`, `${index}`]));
    commit('many', many);
    expect(await subjects({ chunkLimit: 1024 * 1024 })).toEqual([false, 'many']);
    expect((await subjects({})).slice(-2)).toEqual(['large', 'many']);
  });

  it('reads commits that break the rules of today', async () => {
    const tree = (commit('One', { 'docs/a.md': 'one' }), git('rev-parse', 'HEAD^{tree}'));
    const object = `tree ${tree}\nauthor Jiwoo<jiwoo@example.com> 1767225600 +0900\ncommitter Jiwoo<jiwoo@example.com> 99999999999999 +0900\n\nOld`;
    writeFileSync(mockDirectory.resolve('commit'), object);
    const old = git('hash-object', '-t', 'commit', '-w', '--literally', mockDirectory.resolve('commit'));
    git('reset', '--quiet', '--hard', old);
    expect((await read()).commits).toMatchObject([{ commit: old, facts: { subject: 'Old' } }]);
  });

  it('fails when the commit is not there', async () => {
    commit('One', { 'docs/a.md': 'one' });
    await expect(read({ commit: 'f'.repeat(40) })).rejects.toThrow(/git fetch/);
  });
});
