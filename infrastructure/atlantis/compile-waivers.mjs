/**
 * Waivers → the one file of them that the policies read. conftest merges whatever it is given as data, so a waiver's own file could
 * change what the rules are told: only waivers go in, and of a file that holds anything else, nothing.
 *
 *   node compile-waivers.mjs DIRECTORY FILE
 */
import { execFile } from 'node:child_process';
import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** Bytes of a waiver's file, at most: one has a few hundred. */
const largest = 16_384;

/** What a file holds, read as the policies would, where no configuration of conftest lies; nothing where it is no YAML. */
async function contentOf(file, conftest) {
  if ((await stat(file)).size > largest) return {};
  const { stdout } = await execFileAsync(conftest, ['parse', '--parser', 'yaml', file], { cwd: import.meta.dirname }).catch(error => {
    if (/unmarshal (?:\w+ )*yaml/.test(error.stderr)) return { stdout: 'null' };
    throw error;
  });
  return JSON.parse(stdout) ?? {};
}

/**
 * @param {string} directory
 * @param {object} [options]
 * @param {string} [options.conftest] the program
 * @param {(name: string) => boolean} [options.only] which files to read; all of them by default
 * @returns {Promise<{ waivers: Record<string, unknown>, problems: string[] }>} with a sentence for each file that is left out
 */
export async function readWaivers(directory, { conftest = 'conftest', only = () => true } = {}) {
  const waivers = Object.create(null);
  const problems = [];
  const entries = (await readdir(directory, { withFileTypes: true })).filter(({ name }) => name !== '.gitkeep' && only(name));
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const name = entry.isFile() && /^([a-z0-9-]+)\.yaml$/.exec(entry.name)?.[1];
    const content = name ? await contentOf(resolve(directory, entry.name), conftest) : {};
    if (name && Object.keys(content).join() === 'waivers' && Object.keys(content.waivers ?? {}).join() === name) {
      waivers[name] = content.waivers[name];
    } else problems.push(`waivers/${entry.name} must hold one waiver, named as the file, and nothing else; the file's name is of a-z, 0-9 and - and ends in .yaml.`);
  }
  return { waivers, problems };
}

/**
 * Writes what {@link readWaivers} reads, at once: a check may read it just then.
 *
 * @returns {Promise<string[]>} the problems
 */
export async function compileWaivers(directory, out, conftest) {
  const { waivers, problems } = await readWaivers(directory, { conftest });
  await writeFile(`${out}.new`, JSON.stringify({ waivers }));
  await rename(`${out}.new`, out);
  return problems;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const problems = await compileWaivers(process.argv[2], process.argv[3]);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
