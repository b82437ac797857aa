import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { repositoriesChangedTopic } from '@connectly/plugin-repositories-common';
import terraformPlugin from '@connectly/plugin-terraform-backend';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { centralCatalog } from './centralCatalog';
import { CentralRepository } from './CentralRepository';
import { copyModules, modulesOf, readModuleFiles } from './moduleCopies';
import { IndexBackend, startIndexBackend } from './indexBackend';

const execFileAsync = promisify(execFile);
const count = 1_000;
const port = 7303;
const documentName = 'terraform-docs.json';

/** One process a module, one after the other, as a script over a repository runs it. */
const terraformDocs = (directory: string) =>
  execFileAsync('terraform-docs', ['json', directory], { maxBuffer: 16 * 1024 * 1024 });

/**
 * One process for all modules, the fastest way that terraform-docs has. It insists on writing files; their number says
 * that it read every module. Examples, which ours reads too, are left out: it would take each for a module.
 */
async function terraformDocsRecursive(checkout: string) {
  const options = ['--recursive', '--recursive-path', relative(checkout, modulesOf(checkout)), '--recursive-include-main=false'];
  const output = ['--output-file', documentName, '--output-mode', 'replace'];
  await execFileAsync('terraform-docs', ['json', ...options, '--recursive-exclude', 'examples,tests', ...output, checkout], {
    maxBuffer: 16 * 1024 * 1024,
  });
}

/** Removes what terraform-docs wrote, so that every turn begins with the same files. */
async function removeDocuments(checkout: string, names: string[]) {
  for (const name of names) {
    const text = await readFile(join(modulesOf(checkout), name, documentName), 'utf8');
    if (!text.includes('"inputs"')) throw new Error(`terraform-docs read no module in ${name}.`);
    await rm(join(modulesOf(checkout), name, documentName));
  }
}

const readAll = (checkout: string) =>
  secondsOf(async () => {
    const modules = await readModuleCatalogue(checkout);
    if (modules.size !== count) throw new Error(`Ours read ${modules.size} of ${count} modules.`);
  });

async function measureCold(context: BenchmarkContext, checkout: string, names: string[]) {
  const pairs: { ours: number; peer: number }[] = [];
  // the first turn loads code and brings both sides' files into memory, and is left out
  for (let pair = 0; pair <= context.pairs; pair += 1) {
    const ours = await readAll(checkout);
    const peer = await secondsOf(() => terraformDocsRecursive(checkout));
    await removeDocuments(checkout, names);
    context.progress(`cold, pair ${pair}: ours ${ours.toFixed(2)} s, terraform-docs --recursive ${peer.toFixed(2)} s`);
    if (pair > 0) pairs.push({ ours, peer });
  }
  context.report(figureOf('index.cold.seconds', 'seconds', pairs));
}

async function measureColdEach(context: BenchmarkContext, checkout: string, names: string[]) {
  const ours = await readAll(checkout);
  const peer = await secondsOf(async () => {
    for (const name of names) await terraformDocs(join(modulesOf(checkout), name));
  });
  context.report(figureOf('index.cold.each.seconds', 'seconds', [{ ours, peer }]));
}

async function until(backend: IndexBackend, path: string, text: string) {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; ) {
    const response = await fetch(`${backend.url}${path}`);
    if ((await response.text()).includes(text)) return;
  }
  throw new Error(`${path} never showed ${text}`);
}

async function measureChange(context: BenchmarkContext, checkout: string, names: string[]) {
  const files = await readModuleFiles(checkout);
  const repository = CentralRepository.create(files);
  const backend = await startIndexBackend(repository, { pluginId: 'terraform', features: [terraformPlugin, centralCatalog()], port });
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
 * Reading 1,000 modules from disk into a process that keeps nothing of what it read before, and the time from the event
 * that tells of one changed module to its answer over HTTP. The peer, terraform-docs, only writes documents: it keeps no
 * index, and does not read module.yaml, changelogs, examples or history as ours does.
 */
export async function indexBenchmark(context: BenchmarkContext): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-index-'));
  try {
    const names = await copyModules(context.checkout, directory, count);
    await measureCold(context, directory, names);
    await measureColdEach(context, directory, names);
    await measureChange(context, directory, names);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
