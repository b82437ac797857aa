/**
 * What a plan's file holds of the configuration: Terraform applies that copy, not the checkout. Its JSON, which the policies read, leaves
 * out what blocks `removed` run. And a plan's code could have put another file in its place.
 *
 * The file is the pull request's work: a ZIP that is read as Go reads it, and refused where the two could differ.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';

const run = promisify(execFile);

const largest = 16 * 1024 * 1024;
const entryLength = 46;
const endLength = 22;
const folder = 'tfconfig/m-';

/** A plan's files by name. */
function unpack(bytes) {
  const end = bytes.length - endLength;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // nothing before or behind, so that there is one directory to find
  if (bytes.readUInt32LE(end) !== 0x06054b50 || at + bytes.readUInt32LE(end + 12) !== end) throw new Error('it is no plan of Terraform');
  const files = new Map();
  for (let index = 0; index < count; index += 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + entryLength, at + entryLength + nameLength);
    const [method, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    if (bytes.readUInt32LE(at) !== 0x02014b50 || method !== 8 || files.has(name)) throw new Error('it is no plan of Terraform');
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    files.set(name, inflateRawSync(bytes.subarray(data, data + size), { maxOutputLength: largest }));
    at += entryLength + nameLength + extraLength + commentLength;
  }
  if (at !== end) throw new Error('it is no plan of Terraform');
  return files;
}

const gap = String.raw`(?:\s|/\*(?:[^*]|\*(?!/))*\*/)*`;
const block = new RegExp(String.raw`\bprovisioner${gap}(?:"[^"\n]*"|[\w-]+)${gap}\{`);

/** Whether a file of Terraform starts a program, wherever in it. Of two equal keys of JSON, Terraform takes both and a parser one. */
export function runsPrograms(name, text) {
  if (!name.endsWith('.json')) return block.test(text);
  return /"provisioner"\s*:/.test(text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))));
}

/** Files that Terraform reads. Those that an editor leaves it does not. */
const isConfiguration = name => /\.tf(\.json)?$/.test(name) && !/^\.|~$|^#.*#$/.test(name);

/** A folder of the checkout, as a plan should have it. */
async function asWritten(directory) {
  const entries = (await readdir(directory, { withFileTypes: true })).filter(entry => !entry.isDirectory() && isConfiguration(entry.name));
  return new Map(await Promise.all(entries.map(async ({ name }) => [name, await readFile(join(directory, name))])));
}

/** A folder of what init got, which no code of a pull request has changed since. */
async function asGot(directory, archive) {
  const { stdout } = await run('tar', ['--quoting-style=literal', '-tf', archive], { maxBuffer: largest });
  const members = stdout.split('\n').filter(member => dirname(member) === directory && isConfiguration(basename(member)));
  const options = { encoding: 'buffer', maxBuffer: largest };
  return new Map(await Promise.all(members.map(async member => [basename(member), (await run('tar', ['-xOf', archive, member], options)).stdout])));
}

/** What is wrong with one module's files in a plan, if anything is. */
async function problemOfModule(planned, directory, { project, checkout, archive }) {
  for (const [name, text] of planned) {
    if (runsPrograms(name, text.toString())) {
      return `${join(directory, name)} runs a program (provisioner), which no plan shows where it is in a block removed. Make it of resources of AWS.`;
    }
  }
  const isGot = directory.split(sep)[0] === '.terraform';
  if (isGot && !archive) return undefined;
  const place = join(project, directory);
  if (place !== checkout && !place.startsWith(checkout + sep)) return `${directory} leaves the repository.`;
  const written = isGot ? await asGot(directory, archive) : await asWritten(place);
  const names = [...new Set([...planned.keys(), ...written.keys()])];
  const other = names.find(name => !planned.has(name) || !written.get(name)?.equals(planned.get(name)));
  return other && `The plan has another ${join(directory, other)} than ${isGot ? 'init got' : 'the pull request'}. Plan again.`;
}

/**
 * Why a plan is not to be kept, if it is not.
 *
 * @param {string} file the plan
 * @param {{ project: string, checkout: string, archive?: string }} options absolute folders, and what init got where that is kept
 * @returns {Promise<string | undefined>}
 */
export async function problemOfPlan(file, options) {
  try {
    const files = unpack(await readFile(file));
    const modules = JSON.parse(files.get('tfconfig/modules.json').toString());
    if (modules.find(module => module.Key === '')?.Dir !== '.') throw new Error('it has no root');
    for (const { Key: key, Dir: directory } of modules) {
      const prefix = `${folder}${key}/`;
      const planned = new Map([...files].flatMap(([name, text]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [])));
      const problem = await problemOfModule(planned, directory, options);
      if (problem) return problem;
    }
    return undefined;
  } catch (error) {
    return `The plan cannot be read: ${error.message}.`;
  }
}
