/** `script/bench NAME`: figures as JSON lines on standard output, everything else on standard error. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fail } from './console.mjs';
import { root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { ensureTechDocs } from './techdocs.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';
import { ensureGoTool } from './tools.mjs';

const standardOutput = process.stdout.write;
process.stdout.write = process.stderr.write.bind(process.stderr);
try {
  const toolchain = await ensureToolchain();
  await ensureDependencies(toolchain);
  // the peer of `index`; PATH of the toolchain finds it
  if (process.argv[2] === 'index') await ensureGoTool('terraform-docs');
  const env = { ...toolchain.env };
  // the peer of `docs` and `search`
  if (['docs', 'search'].includes(process.argv[2])) env.PATH = [await ensureTechDocs(), env.PATH].join(delimiter);
  // pages are rendered by the build of React that readers' browsers have
  if (process.argv[2] === 'docs') env.NODE_ENV = 'production';
  const postgres = process.argv[2] === 'search' ? await startPostgres() : undefined;
  // both sides of `search` keep 20,000 documents in the memory of one process
  if (process.argv[2] === 'search') env.NODE_OPTIONS = '--max-old-space-size=12288';
  if (postgres) env.BENCH_POSTGRES_URL = postgres.url.replace(/\/postgres$/, '');
  process.stdout.write = standardOutput;
  // no process group of its own: Ctrl-C reaches the benchmark, which ends what it started
  const child = spawn(toolchain.node, [join(root, 'packages/benchmarks/bin/bench'), ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('close', async code => {
    await postgres?.stop();
    process.exit(code ?? 1);
  });
} catch (error) {
  fail(error);
}
