import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoriesChangedTopic } from '@connectly/plugin-repositories-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { CentralRepository } from './CentralRepository';
import { copyModules, modulesOf, readModuleFiles } from './moduleCopies';
import { startTerraformBackend, TerraformBackend } from './terraformBackend';

const execFileAsync = promisify(execFile);
const count = 1_000;
const port = 7303;

/** One process a module, one after the other, as a script over a repository runs it. */
const terraformDocs = (directory: string) =>
  execFileAsync('terraform-docs', ['json', directory], { maxBuffer: 16 * 1024 * 1024 });

async function measureCold(context: BenchmarkContext, checkout: string, names: string[]) {
  const pairs: { ours: number; peer: number }[] = [];
  for (let pair = 1; pair <= context.pairs; pair += 1) {
    const ours = await secondsOf(async () => {
      const modules = await readModuleCatalogue(checkout);
      if (modules.size !== count) throw new Error(`Ours read ${modules.size} of ${count} modules.`);
    });
    const peer = await secondsOf(async () => {
      for (const name of names) await terraformDocs(join(modulesOf(checkout), name));
    });
    context.progress(`cold, pair ${pair}: ours ${ours.toFixed(2)} s, terraform-docs ${peer.toFixed(2)} s`);
    pairs.push({ ours, peer });
  }
  context.report(figureOf('index.cold.seconds', 'seconds', pairs));
}

async function until(backend: TerraformBackend, path: string, text: string) {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; ) {
    const response = await fetch(`${backend.url}${path}`);
    if ((await response.text()).includes(text)) return;
  }
  throw new Error(`${path} never showed ${text}`);
}

async function measureChange(context: BenchmarkContext, checkout: string, names: string[]) {
  const files = await readModuleFiles(checkout);
  const repository = CentralRepository.create(files);
  const backend = await startTerraformBackend(repository, port);
  try {
    const shown = async () => ((await (await fetch(`${backend.url}/modules?limit=1`)).json()) as { total: number }).total;
    const indexing = await secondsOf(async () => {
      while ((await shown()) < count) await new Promise(resolve => setTimeout(resolve, 200));
    });
    context.progress(`The backend shows ${count} modules after ${indexing.toFixed(1)} s.`);
    const pairs: { ours: number; peer: number }[] = [];
    // the first turn loads code and is left out
    for (let pair = 0; pair <= context.pairs; pair += 1) {
      const name = names[(pair * 101) % names.length];
      const path = `infrastructure/modules/${name}/module.yaml`;
      const marker = `Changed for the ${pair}th time`;
      const eventPayload = repository.change(path, files[path].replace(/^description:.*$/m, `description: ${marker}`));
      const ours = await secondsOf(async () => {
        await backend.events.publish({ topic: repositoriesChangedTopic, eventPayload });
        await until(backend, `/modules/${name}`, marker);
      });
      const peer = await secondsOf(() => terraformDocs(join(modulesOf(checkout), name)));
      if (pair > 0) pairs.push({ ours: ours * 1000, peer: peer * 1000 });
      context.progress(`change ${pair}: ours ${(ours * 1000).toFixed(1)} ms, terraform-docs ${(peer * 1000).toFixed(1)} ms`);
    }
    context.report(figureOf('index.change.milliseconds', 'milliseconds', pairs));
  } finally {
    await backend.stop();
  }
}

/**
 * Reading 1,000 modules from disk with nothing cached, and the time from the event that tells of one changed module to
 * its answer over HTTP. The peer, terraform-docs, only prints: it keeps no index, and does not read module.yaml,
 * changelogs, examples or history as ours does.
 */
export async function indexBenchmark(context: BenchmarkContext): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-index-'));
  try {
    const names = await copyModules(context.checkout, directory, count);
    await measureCold(context, directory, names);
    await measureChange(context, directory, names);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
