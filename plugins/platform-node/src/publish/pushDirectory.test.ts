import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPushDirectory } from './pushDirectory';

describe('a directory to push from', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'push-directory-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  /** A directory as a process of that number leaves it. */
  async function leave(name: string, minutesAgo = 0) {
    const directory = join(home, name);
    await mkdir(directory);
    await writeFile(join(directory, 'packed-refs'), 'x');
    const then = new Date(Date.now() - minutesAgo * 60_000);
    await utimes(directory, then, then);
  }

  it('is gone after the work, and after a failure of it', async () => {
    const used = await withPushDirectory(async directory => {
      await writeFile(join(directory, 'file'), 'x');
      return directory;
    }, home);
    expect(used.startsWith(home)).toBe(true);
    expect(existsSync(used)).toBe(false);
    await expect(
      withPushDirectory(async () => {
        throw new Error('no');
      }, home),
    ).rejects.toThrow('no');
    expect(await readdir(home)).toEqual([]);
  });

  it('takes away what a killed process left, and nothing that one is using', async () => {
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    await leave(`platform-push-${dead}-abcdef`);
    await leave('platform-push-Q9x1Zz', 11);
    await leave(`platform-push-${process.pid}-earlier`, 11);
    await leave(`platform-push-${process.ppid}-busy`);
    await leave(`platform-push-${process.pid}-beside`);
    await leave('somebody-elses', 11);
    await withPushDirectory(async () => {}, home);
    expect((await readdir(home)).sort()).toEqual([
      `platform-push-${process.pid}-beside`,
      `platform-push-${process.ppid}-busy`,
      'somebody-elses',
    ].sort());
  });
});
