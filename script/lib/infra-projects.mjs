/**
 * The central repository's own `atlantis.yaml`: a project for each stack in each environment. It follows from the stacks (which
 * there are, what they read, which modules they call), so it is written by `script/infra docs` and checked by `script/infra test`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load, parseDirectory, readContracts, stepsOf } from './infra-contracts.mjs';
import { environments } from './infra-environments.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { root } from './paths.mjs';

const file = join(root, 'atlantis.yaml');

const comment = `Which project a change of infrastructure/ plans: one environment after the other, in each the stacks in the order in which they come up.
Written by script/infra docs. How a project is planned is decided on the server (platform atlantis compile), never here.`;

/** The modules that a directory calls, and those that they call. */
async function modulesOf(directory, found = new Set()) {
  for (const part of await parseDirectory(directory)) {
    for (const [call] of Object.values(part.module ?? {})) {
      const [, name] = /^(?:\.\.\/)+(?:modules\/)?([a-z0-9-]+)$/.exec(call.source) ?? [];
      if (!name || found.has(name)) continue;
      found.add(name);
      await modulesOf(join(infrastructure, 'modules', name), found);
    }
  }
  return found;
}

/** What Terraform reads of a module or stack, as patterns from there: not its documents, tests, examples and others' values. */
async function patternsOf(directory) {
  const entries = await readdir(directory, { withFileTypes: true });
  const kept = entries.filter(entry => entry.isDirectory() && !['tests', 'examples', '.terraform'].includes(entry.name));
  const zips = entries.some(entry => entry.name.endsWith('.zip')) ? ['*.zip'] : [];
  return ['*.tf', ...zips, ...kept.map(({ name }) => `${name}/**`).sort()];
}

/** Values of an environment that are paths: what the stack reads there changes its plan. */
async function pathsOf(directory, environment) {
  const values = JSON.parse(await readFile(join(directory, `${environment}.tfvars.json`), 'utf8'));
  return Object.values(values).filter(value => typeof value === 'string' && value.startsWith('../../'));
}

async function projectOf(stack, environment, order) {
  const directory = join(infrastructure, 'stacks', stack);
  const modules = [...(await modulesOf(directory))].sort();
  const called = modules.map(async name => (await patternsOf(join(infrastructure, 'modules', name))).map(pattern => `../../modules/${name}/${pattern}`));
  const paths = await pathsOf(directory, environment);
  return {
    name: `${stack}-${environment}`,
    dir: `infrastructure/stacks/${stack}`,
    execution_order_group: order,
    autoplan: {
      enabled: true,
      when_modified: [
        ...(await patternsOf(directory)),
        `${environment}.tfvars.json`,
        `../../environments/${environment}.*`,
        ...(await Promise.all(called)).flat(),
        ...paths.map(path => `${path}/*`),
      ],
    },
  };
}

async function projects() {
  const { Document } = await load('yaml');
  const steps = stepsOf(await readContracts());
  const list = [];
  let order = 0;
  for (const environment of environments) {
    for (const stacks of steps) {
      order += 1;
      for (const stack of stacks) list.push(await projectOf(stack, environment, order));
    }
  }
  // What a stack reads must stand before it, and what fails in one environment is not tried in the next. Atlantis looks at a failure only
  // where applies may run in parallel: those of one group do, and read nothing of each other.
  const document = new Document({ version: 3, parallel_apply: true, abort_on_execution_order_fail: true, projects: list });
  document.commentBefore = comment.replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0 });
}

export async function writeProjects() {
  await writeFile(file, await projects());
}

export async function checkProjects() {
  const is = await readFile(file, 'utf8').catch(() => '');
  if (is !== (await projects())) throw new Error('atlantis.yaml does not name every stack in every environment. Run script/infra docs.');
}
