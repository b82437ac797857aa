/** `script/handbook`: proves what the documents of docs/ say. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fail, Problem, say } from './console.mjs';
import { checkIndexes, writeIndexes } from './handbook-index.mjs';
import { reproduce, show } from './handbook-reproduce.mjs';
import { Tally } from './infra-tally.mjs';

const usage = `script/handbook COMMAND

  reproduce [NAME…] [--json FILE]   causes the failure of each troubleshooting entry that names a proof, compares its message with the
                                    entries' patterns, follows the entry's fix, and sees that the failure is gone
  show NAME…                        causes a failure and prints its message: where an entry's pattern comes from
  docs                              writes the tables of docs/troubleshooting

NAME is what an entry says under proof, or the entry's own TS-nnn.`;

const options = {
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Problem(error.message, usage);
  }
}

async function main() {
  const { values, positionals } = parse();
  const [command, ...names] = positionals;
  if (values.help || command === 'help' || command === undefined) say(usage);
  else if (command === 'docs') await writeIndexes();
  else if (command === 'show') await show(names);
  else if (command === 'reproduce') {
    const tally = new Tally();
    if (names.length === 0) await tally.check('tables of docs/troubleshooting', checkIndexes);
    await reproduce(names, tally);
    for (const name of tally.skipped) say(`skipped: ${name}`);
    for (const name of tally.failures) say(`failed: ${name}`);
    if (values.json) await writeFile(values.json, `${JSON.stringify(tally.summary())}\n`);
    say(tally.line());
    // what a reproduction left running must not keep the script alive
    process.exit(tally.failures.length > 0 ? 1 : 0);
  } else throw new Problem(`There is no command ${command}.`, usage);
}

main().catch(fail);
