/**
 * What the emulator cannot do although a stack has it: infrastructure/emulator/missing.yaml, by resource type.
 *
 * In a copy of infrastructure/ such a resource is emptied by an override file (`count = 0`, or `for_each = {}` where it has one),
 * so nothing may refer to it. The same override files let go of what protects data (`prevent_destroy`, buckets that are not empty:
 * the emulator writes access logs), because the emulator's resources are thrown away.
 */
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDirectory, readYaml } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';

const fields = ['type', 'tried', 'covered_by'];

/** @returns {Promise<{ type: string, tried: string, covered_by: string }[]>} */
export async function missingTypes() {
  return (await readYaml(join(infrastructure, 'emulator/missing.yaml'))) ?? [];
}

async function directoriesOf(workspace) {
  const found = [];
  for (const part of ['modules', 'stacks']) {
    for (const entry of await readdir(join(workspace, part), { withFileTypes: true })) {
      if (entry.isDirectory()) found.push(join(workspace, part, entry.name));
    }
  }
  return found;
}

/** Each resource of a directory: type, name and body. */
async function resourcesOf(directory) {
  const found = [];
  for (const file of await parseDirectory(directory)) {
    for (const [type, named] of Object.entries(file.resource ?? {})) {
      for (const [name, [body]] of Object.entries(named)) found.push({ type, name, body });
    }
  }
  return found;
}

/** Fields that are there, and types that somebody uses. */
export async function checkMissingTypes() {
  const missing = await missingTypes();
  const used = new Set();
  for (const directory of await directoriesOf(infrastructure)) {
    for (const { type } of await resourcesOf(directory)) used.add(type);
  }
  for (const entry of missing) {
    const absent = fields.filter(field => typeof entry[field] !== 'string' || entry[field] === '');
    if (absent.length > 0) throw new Error(`${entry.type ?? 'An entry'} needs ${absent.join(' and ')}.`);
    if (!used.has(entry.type)) throw new Error(`${entry.type} is used by no module and no stack: remove it.`);
    const places = entry.covered_by.match(/(modules|stacks)\/\S+\.tftest\.hcl/g) ?? [];
    const gone = places.filter(place => !existsSync(join(infrastructure, place)));
    if (places.length === 0 || gone.length > 0) {
      throw new Error(`${entry.type}: covered_by must name a test file that exists, such as stacks/network/tests/rules.tftest.hcl.`);
    }
  }
}

/**
 * Leaves resources of `types` out of a copy of infrastructure/.
 *
 * @param {string} workspace
 * @param {string[]} types
 */
export async function leaveOut(workspace, types) {
  for (const directory of await directoriesOf(workspace)) {
    const resource = {};
    for (const { type, name, body } of await resourcesOf(directory)) {
      const changes = {};
      if (types.includes(type)) Object.assign(changes, body.for_each === undefined ? { count: 0 } : { for_each: {} });
      if (body.lifecycle?.[0]?.prevent_destroy === true) changes.lifecycle = { prevent_destroy: false };
      if (type === 'aws_s3_bucket') changes.force_destroy = true;
      if (Object.keys(changes).length > 0) resource[type] = { ...resource[type], [name]: changes };
    }
    const override = Object.keys(resource).length > 0 ? { resource } : {};
    await writeFile(join(directory, 'emulator_override.tf.json'), JSON.stringify(override));
  }
}

/** The types of `missing` that a directory's own resources have. */
export async function typesIn(directory, missing) {
  const used = new Set((await resourcesOf(directory)).map(({ type }) => type));
  return missing.filter(type => used.has(type));
}
