/**
 * Who may do what: every policy document of a stack, as its tests make it with the values of dev, in `permissions.json` beside its
 * files. `script/infra docs` writes it and `script/infra test` compares it, so that a change of a permission shows in a review as one,
 * however it came about.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The policy documents of a state, by address and argument. Data sources are left out: their documents are used, or they do nothing. */
export function permissionsOf(state) {
  const root = state.values?.root_module ?? state.root_module;
  const permissions = {};
  for (const { address, mode, values } of resourcesOf(root)) {
    if (mode !== 'managed') continue;
    for (const [name, value] of Object.entries(values ?? {})) {
      const document = documentOf(value);
      if (document) permissions[address] = { ...permissions[address], [name]: document };
    }
  }
  return Object.fromEntries(Object.entries(permissions).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export const permissionsText = permissions => `${JSON.stringify(permissions, undefined, 2)}\n`;

const fileOf = directory => join(directory, 'permissions.json');

/** What is committed; nothing where a stack has no policies. */
export async function knownPermissions(directory) {
  return existsSync(fileOf(directory)) ? readFile(fileOf(directory), 'utf8') : permissionsText({});
}

export async function writePermissions(stack, permissions) {
  await writeFile(fileOf(join(infrastructure, 'stacks', stack)), permissionsText(permissions));
}
