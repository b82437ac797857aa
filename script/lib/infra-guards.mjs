/**
 * What guards a stack, as its tests make it on mocks, in two files beside its own: `permissions.json`, every policy document (who may
 * do what; with the values of dev, applied), and `protections.json`, every security-relevant argument (of dev, applied, and of prod,
 * planned). `script/infra docs` writes them and `script/infra test` compares them, so that a guard that goes shows in a review as
 * one, however it came about.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protectionsOf, protectionsPlanned } from './infra-protections.mjs';
import { infrastructure } from './infra-workspace.mjs';

/** A test file of a stack's copy, made from the mocks of its own tests: everything applied once, and the rules that all stacks share. */
export const derivedTest = 'tests/derived.tftest.hcl';

/** Writes {@link derivedTest} into a copy of a stack. */
export async function writeDerivedTest(directory) {
  const own = await readFile(join(directory, 'tests/secure_defaults.tftest.hcl'), 'utf8');
  const mocks = own.slice(0, own.search(/^run "/m));
  const rules = await readFile(join(infrastructure, 'environments/rules.tftest.hcl'), 'utf8');
  await writeFile(join(directory, derivedTest), `${mocks}run "is_applied" {\n  command = apply\n}\n\n${rules}`);
}

function* resourcesOf(module) {
  yield* module?.resources ?? [];
  for (const child of module?.child_modules ?? []) yield* resourcesOf(child);
}

function documentOf(value) {
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    const document = JSON.parse(value);
    return document.Statement ? document : undefined;
  } catch {
    return undefined;
  }
}

/** The policy documents of resources, by address and argument. Data sources are left out: their documents are used, or they do nothing. */
function permissionsOf(resources) {
  const permissions = {};
  for (const { address, mode, values } of resources) {
    if (mode !== 'managed') continue;
    for (const [name, value] of Object.entries(values ?? {})) {
      const document = documentOf(value);
      if (document) permissions[address] = { ...permissions[address], [name]: document };
    }
  }
  return Object.fromEntries(Object.entries(permissions).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The files that tell what guards a stack. */
export const guardFiles = ['permissions.json', 'protections.json'];

const textOf = content => `${JSON.stringify(content, undefined, 2)}\n`;

/** Gathers what guards a stack from the events of its tests. */
export class Guards {
  #permissions;
  #applied;
  #planned;

  /** @param {object} state after the first run of {@link derivedTest}, with the values of dev; later ones are not looked at */
  applied(state) {
    if (this.#applied) return;
    const resources = [...resourcesOf(state.values?.root_module ?? state.root_module)];
    this.#permissions = permissionsOf(resources);
    this.#applied = protectionsOf(resources);
  }

  /** @param {object} plan of the first run of the stack's test of an environment, with the values of prod; later ones are not looked at */
  planned(plan) {
    this.#planned ??= protectionsPlanned(plan);
  }

  /**
   * The content of each of {@link guardFiles}.
   *
   * @throws Error when a test told no state or no plan: what nobody saw is not guarded
   */
  files() {
    for (const [told, what] of [[this.#applied, 'state with the values of dev'], [this.#planned, 'plan with the values of prod']]) {
      if (!told) throw new Error(`The tests gave no ${what}.`);
    }
    return { 'permissions.json': textOf(this.#permissions), 'protections.json': textOf({ dev: this.#applied, prod: this.#planned }) };
  }

  /**
   * Compares what was gathered so far, and nothing else: a mutant is tried with one test at a time.
   *
   * @param {string} directory of the stack
   * @returns {Promise<string[]>} the files that say something else
   */
  async behind(directory) {
    const [permissions, protections] = await Promise.all(guardFiles.map(file => readGuards(join(directory, file))));
    const differ = (gathered, known) => gathered !== undefined && textOf(gathered) !== textOf(known);
    return [
      ...(differ(this.#permissions, permissions) ? [guardFiles[0]] : []),
      ...(differ(this.#applied, protections.dev) || differ(this.#planned, protections.prod) ? [guardFiles[1]] : []),
    ];
  }
}

const readGuards = async path => (existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : {});

export async function writeGuards(stack, guards) {
  for (const [file, text] of Object.entries(guards.files())) await writeFile(join(infrastructure, 'stacks', stack, file), text);
}
