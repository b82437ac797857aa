/** The generated parts of READMEs: the stacks' order and drawing in infrastructure/, and each stack's contract. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promised, readContracts, readYaml, readContract, stepsOf } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';

/** Puts `text` between the two markers of a file's text. */
export function between(content, name, text, file) {
  const [begin, end] = [`<!-- BEGIN_${name} -->`, `<!-- END_${name} -->`];
  const from = content.indexOf(begin);
  const to = content.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} needs the lines ${begin} and ${end}.`);
  return `${content.slice(0, from + begin.length)}\n${text}\n${content.slice(to)}`;
}

async function overview() {
  const contracts = await readContracts();
  const rows = [];
  for (const [index, stacks] of stepsOf(contracts).entries()) {
    for (const stack of stacks) {
      const { description } = await readYaml(join(infrastructure, 'stacks', stack, 'stack.yaml'));
      const reads = [...contracts.get(stack).reads.keys()].sort();
      rows.push(`| ${index + 1} | [${stack}](stacks/${stack}) | ${description} | ${reads.join(', ') || '–'} |`);
    }
  }
  const arrows = [];
  for (const [stack, { reads }] of contracts) {
    if (reads.size === 0) arrows.push(`  ${stack}`);
    for (const other of [...reads.keys()].sort()) arrows.push(`  ${other} --> ${stack}`);
  }
  return [
    '| Step | Stack | Holds | Reads the contract of |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'An arrow goes from the stack that publishes to the one that reads.',
    '',
    '```mermaid',
    'flowchart LR',
    ...arrows,
    '```',
  ].join('\n');
}

async function contractText(stack, directory) {
  const promises = Object.entries(await promised(stack, directory));
  const { reads } = await readContract(stack, directory);
  const lines = [
    '| Publishes | What it is |',
    '| --- | --- |',
    ...promises.map(([name, description]) => `| \`/platform/${stack}/${name}\` | ${description} |`),
  ];
  const read = [...reads].sort(([a], [b]) => (a < b ? -1 : 1));
  if (read.length > 0) {
    lines.push('', '| Reads | Values |', '| --- | --- |');
    for (const [other, { values, lists }] of read) {
      lines.push(`| [${other}](../${other}) | ${[...values, ...lists].sort().map(name => `\`${name}\``).join(', ')} |`);
    }
  }
  return lines.join('\n');
}

/** Gives the README of infrastructure/ as it should be, and as it is. */
async function compareOverview() {
  const file = join(infrastructure, 'README.md');
  const is = await readFile(file, 'utf8');
  return { file, is, should: between(is, 'STACKS', await overview(), 'infrastructure/README.md') };
}

async function compareContract(stack, directory) {
  const file = join(directory, 'README.md');
  const is = await readFile(file, 'utf8');
  return { file, is, should: between(is, 'CONTRACT', await contractText(stack, directory), `stacks/${stack}/README.md`) };
}

export async function writeOverview() {
  const { file, should } = await compareOverview();
  await writeFile(file, should);
}

export async function checkOverview() {
  const { is, should } = await compareOverview();
  if (is !== should) throw new Error('The order and the drawing in infrastructure/README.md are old. Run script/infra docs.');
}

export async function writeContract(stack) {
  const { file, should } = await compareContract(stack, join(infrastructure, 'stacks', stack));
  await writeFile(file, should);
}

export async function checkContractText(stack, directory) {
  const { is, should } = await compareContract(stack, directory);
  if (is !== should) throw new Error(`The contract in README.md is old. Run script/infra docs ${stack}.`);
}
