/**
 * Who publishes and who reads which contract, taken from the HCL itself (calls of contract-publish and contract-read), and the
 * order in which stacks come up, which follows from it. Nobody keeps either by hand.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { infrastructure } from './infra-workspace.mjs';

/** A package of the checkout: imported when it is needed, since a script installs them after it was loaded itself. */
export async function load(name) {
  return import(name);
}

/** @returns {Promise<unknown>} what a YAML file says */
export async function readYaml(file) {
  const { parse } = await load('yaml');
  return parse(await readFile(file, 'utf8'));
}

/** Names of the stacks, in alphabetical order. */
export async function listStacks() {
  const entries = await readdir(join(infrastructure, 'stacks'), { withFileTypes: true });
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name);
  return names.filter(name => existsSync(join(infrastructure, 'stacks', name, 'versions.tf'))).sort();
}

/**
 * The blocks of a directory's HCL, as hcl2json gives them: each expression that is no literal is a string `${…}`.
 *
 * @returns {Promise<Record<string, Record<string, any>>[]>} one for each file
 */
export async function parseDirectory(directory) {
  const { parse } = await load('@cdktn/hcl2json');
  const files = (await readdir(directory)).filter(name => name.endsWith('.tf')).sort();
  return Promise.all(files.map(async name => parse(name, await readFile(join(directory, name), 'utf8'))));
}

/** A static object's keys or a static list's elements; undefined for an expression. */
function literalNames(value) {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  return typeof value === 'object' ? Object.keys(value) : undefined;
}

/**
 * @typedef {object} Contract
 * @property {string} stack
 * @property {string[] | undefined} publishes names; undefined when an expression makes them (`{ for … }`)
 * @property {Map<string, { values: string[], lists: string[] }>} reads names by the stack that publishes them
 */

/**
 * @returns {Promise<Contract>}
 * @throws Error when a call is not static: nobody could tell who reads what
 */
export async function readContract(stack, directory = join(infrastructure, 'stacks', stack)) {
  const contract = { stack, publishes: [], reads: new Map() };
  for (const file of await parseDirectory(directory)) {
    for (const [name, [call]] of Object.entries(file.module ?? {})) {
      if (/\/contract-publish$/.test(call.source)) {
        if (call.stack !== stack) throw new Error(`module.${name} publishes as ${call.stack}: a stack publishes under its own name, ${stack}.`);
        const names = [literalNames(call.values), literalNames(call.list_values)];
        contract.publishes = names.includes(undefined) || !contract.publishes ? undefined : [...contract.publishes, ...names.flat()];
      }
      if (/\/contract-read$/.test(call.source)) {
        const values = literalNames(call.values);
        const lists = literalNames(call.list_values);
        if (!values || !lists || /\$\{/.test(JSON.stringify([call.stack, values, lists]))) {
          throw new Error(`module.${name} must read by literals: stack, values and list_values without expressions.`);
        }
        const known = contract.reads.get(call.stack) ?? { values: [], lists: [] };
        contract.reads.set(call.stack, { values: [...known.values, ...values], lists: [...known.lists, ...lists] });
      }
    }
  }
  return contract;
}

/** @returns {Promise<Map<string, Contract>>} by stack */
export async function readContracts() {
  const stacks = await listStacks();
  return new Map(await Promise.all(stacks.map(async stack => [stack, await readContract(stack)])));
}

/** What stack.yaml says that a stack publishes: description by name. `<…>` in a name stands for anything. */
export async function promised(stack, directory = join(infrastructure, 'stacks', stack)) {
  const manifest = await readYaml(join(directory, 'stack.yaml'));
  return manifest?.contracts?.[stack] ?? {};
}

/**
 * What the stand-in of script/start publishes must be part of what the stacks promise.
 *
 * @throws Error naming the first value that no stack promises
 */
export async function checkStandIn(directory) {
  for (const file of await parseDirectory(directory)) {
    for (const [name, [call]] of Object.entries(file.module ?? {})) {
      if (!/\/contract-publish$/.test(call.source)) continue;
      const known = Object.keys(await promised(call.stack));
      const strange = [literalNames(call.values), literalNames(call.list_values)].flat().filter(value => !known.some(promise => covers(promise, value)));
      if (strange.length > 0) throw new Error(`module.${name} publishes ${strange.join(', ')}, which the stack ${call.stack} does not promise.`);
    }
  }
}

/** Whether a name of stack.yaml, such as `plan_role_arn_<service>`, covers a published one. */
export function covers(promise, name) {
  const pattern = promise.replace(/<[a-z]+>/g, '\0').replace(/[^a-z0-9_\0]/g, '\\$&').replaceAll('\0', '[a-z0-9_]+');
  return new RegExp(`^${pattern}$`).test(name);
}

/** How a value of stack.yaml and the published ones differ, in words; undefined when they do not. */
export function difference(promises, published) {
  const unkept = promises.filter(promise => !published.some(name => covers(promise, name)));
  const unsaid = published.filter(name => !promises.some(promise => covers(promise, name)));
  const parts = [];
  if (unkept.length > 0) parts.push(`stack.yaml names what is not published: ${unkept.join(', ')}.`);
  if (unsaid.length > 0) parts.push(`stack.yaml does not name what is published: ${unsaid.join(', ')}.`);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/**
 * The stacks in steps: each step needs only steps before it.
 *
 * @param {Map<string, Contract>} contracts
 * @returns {string[][]}
 * @throws Error naming the stacks of a cycle
 */
export function stepsOf(contracts) {
  const steps = [];
  const placed = new Set();
  let waiting = [...contracts.keys()].sort();
  while (waiting.length > 0) {
    const ready = waiting.filter(stack => neededBy(contracts, stack).every(other => placed.has(other)));
    if (ready.length === 0) throw new Error(`These stacks read each other's contracts in a circle: ${waiting.join(', ')}.`);
    for (const stack of ready) placed.add(stack);
    steps.push(ready);
    waiting = waiting.filter(stack => !placed.has(stack));
  }
  return steps;
}

/** The stacks that a stack reads from. */
export function neededBy(contracts, stack) {
  return [...contracts.get(stack).reads.keys()].filter(other => contracts.has(other)).sort();
}

/** `stacks` with all that they depend on. */
export function withDependencies(contracts, stacks) {
  const all = new Set();
  const add = stack => {
    if (all.has(stack)) return;
    all.add(stack);
    neededBy(contracts, stack).forEach(add);
  };
  stacks.forEach(add);
  return [...all];
}
