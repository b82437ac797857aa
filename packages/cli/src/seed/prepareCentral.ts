/**
 * The central repository as the one-machine forge gets it: this checkout's HEAD as `main`, with the release tags that
 * its history tells. A checkout without history still works: its one commit then carries the newest release of each module.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findModuleReleases } from '@connectly/plugin-platform-node';

const execFileAsync = promisify(execFile);

async function git(directory: string, args: string[]): Promise<string> {
  const { stdout } = await execFileAsync('git', ['-C', directory, ...args]);
  return stdout.trim();
}

const identity = [
  '-c',
  'user.name=Platform',
  '-c',
  'user.email=platform@connectly.example',
];

/** The commit that becomes `main`; a shallow history is replaced by one commit, since it cannot be pushed. */
async function headOf(checkout: string): Promise<string> {
  const shallow = await git(checkout, ['rev-parse', '--is-shallow-repository']);
  if (shallow !== 'true') return await git(checkout, ['rev-parse', 'HEAD']);
  return await git(checkout, [...identity, 'commit-tree', 'HEAD^{tree}', '-m', 'The platform']);
}

/** Writes a bare repository to `out`, replacing what is there. */
export async function prepareCentral(options: { checkout: string; out: string }): Promise<void> {
  const { checkout, out } = options;
  await rm(out, { recursive: true, force: true });
  const head = await headOf(checkout);
  await execFileAsync('git', ['init', '--quiet', '--bare', '--initial-branch=main', out]);
  await git(out, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', checkout, `${head}:refs/heads/main`]);
  for (const release of await findModuleReleases(out, 'main')) {
    await git(out, [
      ...identity, 'tag', '--annotate', '--message', `${release.module} ${release.version}`, release.tag, release.commit,
    ]);
  }
  process.stdout.write(`${await git(out, ['tag', '--list'])}\n`);
}
