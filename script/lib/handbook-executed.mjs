/** Documents of docs/ with blocks that a test runs: their blocks by the world that they run in, and what is marked wrongly. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { blocksOf } from './handbook-blocks.mjs';
import { root } from './paths.mjs';
import { worlds } from './worlds/index.mjs';

const docs = join(root, 'docs');

/** Entries are followed by `script/handbook reproduce`. */
const elsewhere = /^troubleshooting\//;

/**
 * English documents that have a block with a mark to run, in alphabetical order.
 *
 * @returns {Promise<{ file: string, text: string, blocks: object[] }[]>} `file` from the repository's root
 */
export async function readExecuted() {
  const files = await readdir(docs, { recursive: true });
  const names = files.filter(name => name.endsWith('.md') && !name.endsWith('.ko.md') && !elsewhere.test(name)).sort();
  const read = async name => {
    const text = await readFile(join(docs, name), 'utf8');
    return { file: relative(root, join(docs, name)), text, blocks: blocksOf(text) };
  };
  return (await Promise.all(names.map(read))).filter(({ blocks }) => blocks.some(({ run }) => run));
}

/** What is run together: the blocks of one world in one document, in their order. */
export function walksOf(documents) {
  return documents.flatMap(({ file, blocks }) =>
    [...new Set(blocks.map(({ run }) => run).filter(Boolean))].map(name => ({
      name, file, blocks: blocks.filter(({ run }) => run === name), entry: { file, blocks }, ...worlds[name], label: `${file} ${name}`,
    })),
  );
}

/** A plan that finds anything to do ends a shell with 2. */
const cleanPlan = /terraform(?: -chdir=\S+)? plan\b.* -detailed-exitcode/;

/** @throws Error when a mark leads to no world, a world to no document, or a walk that must end in a clean plan does not */
export function checkWalks(documents) {
  const walks = walksOf(documents);
  const problems = walks.filter(({ name }) => !worlds[name]).map(({ file, name }) => `${file}: there is no world ${name}.`);
  for (const name of Object.keys(worlds)) {
    const found = walks.filter(walk => walk.name === name).length;
    if (found !== 1) problems.push(`The world ${name} must be that of one document, and is that of ${found}.`);
  }
  for (const { file, name, endsClean, blocks } of walks) {
    if (endsClean && !cleanPlan.test(blocks.at(-1).text)) problems.push(`${file}: the last block of ${name} must plan with -detailed-exitcode.`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
