/**
 * The first start of all: a fresh clone of the commit, and caches of npm, Yarn and the portal that are empty. The peer
 * is what a bare backend needs at least: `npm install` of its plugins into an empty directory with an empty cache, then
 * its start. It builds no web app and has no forge, so it is a floor rather than an equal.
 */
import { ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BenchmarkContext } from '../figure';
import { secondsOf } from '../stopwatch';
import { bareDependencies, writeBareBackend } from './bareBackend';
import { end, untilAnswered } from './processes';

const execFileAsync = promisify(execFile);
const patience = 1800;

async function secondsToReadiness(port: number, begin: () => Promise<ChildProcess>): Promise<number> {
  let child: ChildProcess | undefined;
  try {
    return await secondsOf(async () => {
      child = await begin();
      await untilAnswered(`http://localhost:${port}/.backstage/health/v1/readiness`, child, patience);
    });
  } finally {
    if (child) await end(child);
  }
}

/** Measures both sides once: each takes minutes. */
export async function coldStarts(
  context: BenchmarkContext,
  directory: string,
  ports: { portal: number; forge: number; bare: number },
): Promise<{ ours: number; peer: number }> {
  const emptyCaches = (side: string): NodeJS.ProcessEnv => ({
    ...process.env,
    XDG_CACHE_HOME: join(directory, side, 'cache'),
    npm_config_cache: join(directory, side, 'npm'),
    YARN_GLOBAL_FOLDER: join(directory, side, 'yarn'),
  });
  const clone = join(directory, 'cold', 'checkout');
  await execFileAsync('git', ['clone', '--quiet', '--no-hardlinks', context.checkout, clone]);
  context.progress('Cold start of ours: installs and builds everything.');
  const ours = await secondsToReadiness(ports.portal, async () =>
    spawn(join(clone, 'script/start'), ['--port', String(ports.portal)], {
      cwd: clone,
      env: { ...emptyCaches('cold'), PORTAL_STATE: join(directory, 'cold', 'state'), PORTAL_FORGE_PORT: String(ports.forge) },
      stdio: ['ignore', 2, 2],
    }),
  );
  context.progress(`Cold start of ours: ${ours.toFixed(0)} s. Now the bare backend.`);
  const bare = await writeBareBackend(join(directory, 'cold-bare'), ports.bare, { withoutApp: true });
  const dependencies: Record<string, string> = {};
  for (const name of bareDependencies({ withoutApp: true })) {
    const manifest = join(context.checkout, 'node_modules', name, 'package.json');
    dependencies[name] = JSON.parse(await readFile(manifest, 'utf8')).version;
  }
  await writeFile(join(bare.directory, 'package.json'), JSON.stringify({ name: 'bare', private: true, dependencies }));
  const env = { ...emptyCaches('cold-bare-caches'), NODE_ENV: 'production' };
  const peer = await secondsToReadiness(ports.bare, async () => {
    await execFileAsync('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps'], {
      cwd: bare.directory,
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return spawn(process.execPath, bare.args, { cwd: bare.directory, env, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  context.progress(`Cold start of the bare backend: ${peer.toFixed(0)} s.`);
  return { ours, peer };
}
