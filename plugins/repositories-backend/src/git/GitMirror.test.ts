import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'child_process';
import { randomBytes } from 'crypto';
import { readdir } from 'fs/promises';
import { TestOrganisation } from '../__testUtils__/TestOrganisation';
import { GitMirror } from './GitMirror';

jest.setTimeout(60_000);

const mebibyte = 1024 * 1024;

describe('GitMirror', () => {
  const mockDirectory = createMockDirectory();
  let organisation: TestOrganisation;

  beforeEach(async () => {
    mockDirectory.setContent({});
    organisation = await TestOrganisation.start(mockDirectory.path);
  });

  afterEach(() => organisation.stop());

  const bare = () => mockDirectory.resolve('git/org/orders.git');
  const diskUse = () =>
    Number(
      execFileSync('du', ['-sb', mockDirectory.resolve('mirrors')], {
        encoding: 'utf8',
      }).split('\t')[0],
    );

  function setUp(sizeLimit?: number) {
    const mirror = GitMirror.create({
      directory: mockDirectory.resolve('mirrors'),
      sizeLimit,
    });
    return async () => {
      const refs = await mirror.fetch({
        id: 'orders',
        url: `file://${bare()}`,
        defaultBranch: 'main',
        tags: false,
      });
      const { files, skipped } = await mirror.readFiles({
        id: 'orders',
        commit: refs.get('refs/heads/main')!,
        wanted: () => true,
      });
      return { paths: files.map(({ path }) => path), skipped };
    };
  }

  it('lists what there is, and what leads to where nobody looks', async () => {
    organisation.push('orders', { 'README.md': 'x', 'docs/a.md': 'a' });
    const git = (input: string, ...args: string[]) =>
      execFileSync('git', args, { cwd: bare(), input, encoding: 'utf8' }).trim();
    const blob = git('../elsewhere', 'hash-object', '-w', '--stdin');
    const tree = git(
      `${git('', 'ls-tree', 'main')}\n160000 commit ${'a'.repeat(40)}\tvendor\n120000 blob ${blob}\tlinked\n`,
      'mktree',
    );
    const commit = git('', '-c', 'user.name=J', '-c', 'user.email=j@forge.test', 'commit-tree', tree, '-m', 'One');
    git('', 'update-ref', 'refs/heads/main', commit);
    const mirror = GitMirror.create({ directory: mockDirectory.resolve('mirrors') });
    await mirror.fetch({ id: 'orders', url: `file://${bare()}`, defaultBranch: 'main', tags: false });
    const { paths } = await mirror.readFiles({ id: 'orders', commit, wanted: () => false });
    expect(paths).toEqual(['README.md', 'docs/a.md', 'linked/', 'vendor/']);
  });

  it('says of a commit when, who and what for, in one line each, whatever stands there', async () => {
    const read = setUp();
    organisation.push('orders', { 'README.md': 'one' });
    const work = mockDirectory.resolve('hostile');
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', work, ...args], {
        encoding: 'utf8',
        env: {
          ...process.env,
          GIT_AUTHOR_NAME: `J\u0007iwoo\u2028${'x'.repeat(300)}`,
          GIT_AUTHOR_EMAIL: 'jiwoo@example.com',
          GIT_COMMITTER_NAME: 'Jiwoo',
          GIT_COMMITTER_EMAIL: 'jiwoo@example.com',
          GIT_COMMITTER_DATE: '1767225600 +0900',
        },
      }).trim();
    execFileSync('git', ['clone', '--quiet', bare(), work]);
    const tree = git('rev-parse', 'HEAD^{tree}');
    const commit = git('commit-tree', tree, '-m', 'One\u001b[31m line\n\nAnd more.');
    git('push', '--quiet', '--force', 'origin', `${commit}:refs/heads/main`);
    await read();
    const mirror = GitMirror.create({
      directory: mockDirectory.resolve('mirrors'),
    });
    expect(await mirror.describe({ id: 'orders', commit })).toEqual({
      at: '2026-01-01T00:00:00.000Z',
      author: `J iwoo ${'x'.repeat(193)}`,
      subject: 'One [31m line',
    });
  });

  /** No two alike, and nothing that packing makes smaller. */
  const large = (size: number) => randomBytes(size / 2).toString('hex');

  it('leaves large files at a forge that can keep them back', async () => {
    const read = setUp();
    organisation.push('orders', {
      'README.md': 'small',
      'large.md': large(4 * mebibyte),
      'edge.md': 'x'.repeat(mebibyte),
    });
    execFileSync('git', ['config', 'uploadpack.allowFilter', 'true'], {
      cwd: bare(),
    });
    expect(await read()).toEqual({
      paths: ['README.md', 'edge.md'],
      skipped: ['large.md'],
    });
    expect(diskUse()).toBeLessThan(mebibyte);

    organisation.push('orders', {
      'README.md': 'changed',
      'larger.md': large(5 * mebibyte),
    });
    expect(await read()).toEqual({
      paths: ['README.md', 'edge.md'],
      skipped: ['large.md', 'larger.md'],
    });
    expect(diskUse()).toBeLessThan(mebibyte);
  });

  it('ends a fetch that is too large, and leaves nothing of it behind', async () => {
    const read = setUp(3 * mebibyte);
    organisation.push('orders', { 'README.md': 'small' });
    expect((await read()).paths).toEqual(['README.md']);

    organisation.push('orders', { 'large.md': large(12 * mebibyte) });
    await expect(read()).rejects.toMatchObject({
      code: 'PLT-408',
      where: `file://${bare()}`,
    });
    expect(diskUse()).toBeLessThan(mebibyte);

    organisation.push('orders', { 'large.md': undefined });
    expect((await read()).paths).toEqual(['README.md']);
  });

  it('lists no more files than a repository has, whatever three trees that name each other say', async () => {
    organisation.push('orders', { 'README.md': 'one' });
    organisation.push('billing', { 'README.md': 'one' });
    const git = (args: string[], input?: string) =>
      execFileSync('git', args, { cwd: bare(), encoding: 'utf8', input }).trim();
    const before = git(['rev-parse', 'refs/heads/main']);
    const blob = git(['hash-object', '-w', '--stdin'], 'x');
    const names = Array.from({ length: 130 }, (_, number) =>
      String(number).padStart(3, '0'),
    );
    const treeOf = (entry: string) =>
      git(['mktree'], names.map(name => `${entry}\t${name}\n`).join(''));
    const leaves = treeOf(`100644 blob ${blob}`);
    const root = treeOf(`040000 tree ${treeOf(`040000 tree ${leaves}`)}`);
    const bomb = git(
      ['-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit-tree', root, '-m', 'bomb'],
    );
    git(['update-ref', 'refs/heads/main', bomb]);

    const read = setUp();
    await expect(read()).rejects.toMatchObject({
      code: 'PLT-408',
      where: bomb,
      message: expect.stringContaining('16777216 bytes'),
    });

    const mirror = GitMirror.create({
      directory: mockDirectory.resolve('mirrors'),
    });
    const refs = await mirror.fetch({
      id: 'billing',
      url: `file://${mockDirectory.resolve('git/org/billing.git')}`,
      defaultBranch: 'main',
      tags: false,
    });
    const { files } = await mirror.readFiles({
      id: 'billing',
      commit: refs.get('refs/heads/main')!,
      wanted: () => true,
    });
    expect(files.map(({ path }) => path)).toEqual(['README.md']);

    git(['update-ref', 'refs/heads/main', before]);
    expect((await read()).paths).toEqual(['README.md']);
  });

  it('begins anew when what was pushed before has piled up', async () => {
    const read = setUp(3 * mebibyte);
    for (let turn = 0; turn < 8; turn++) {
      organisation.push('orders', { 'data.md': large(2 * mebibyte) });
      expect((await read()).skipped).toEqual(['data.md']);
      expect(diskUse()).toBeLessThan(7 * mebibyte);
    }
    expect(await readdir(mockDirectory.resolve('mirrors'))).toHaveLength(1);
  });
});
