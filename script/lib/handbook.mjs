/** `script/handbook`: proves what the documents of docs/ say. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fail, Problem, say } from './console.mjs';
import { checkEvidence, recordEvidence } from './handbook-evidence.mjs';
import { checkIndexes, writeIndexes } from './handbook-index.mjs';
import { reproduce, show } from './handbook-reproduce.mjs';
import { runDocuments } from './handbook-run.mjs';
import { buildSite } from './handbook-site.mjs';
import { Tally } from './infra-tally.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';

const usage = `script/handbook COMMAND

  reproduce [NAME…] [--json FILE]   causes the failure of each troubleshooting entry that names a proof, compares its message with the
                                    entries' patterns, follows the entry's fix, and sees that the failure is gone
  run [DOCUMENT…] [--json FILE]     follows the guides and runbooks that have blocks to run, as they stand, on the emulator, and
                                    compares what runbooks promise with the stack backup
  run --record                      the same, and writes how long each step of a runbook took to docs/runbooks/evidence
  show NAME…                        causes a failure and prints its message: where an entry's pattern comes from
  docs                              writes the tables of docs/troubleshooting

With --quick, reproduce and run leave out what takes more than a few seconds.
NAME is what an entry says under proof, or the entry's own TS-nnn.`;

const options = {
  json: { type: 'string' },
  record: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Problem(error.message, usage);
  }
}

async function run(names, tally, { record, quick }) {
  if (record && (quick || names.length > 0)) throw new Problem('Evidence is of all runbooks.', 'Leave the names and --quick away.');
  const followed = await runDocuments(names, tally, quick);
  if (record) await recordEvidence(followed);
  if (names.length === 0) await tally.check('evidence is of the runbooks as they stand', checkEvidence);
}

async function main() {
  const { values, positionals } = parse();
  const [command, ...names] = positionals;
  if (values.help || command === 'help' || command === undefined) {
    say(usage);
    return;
  }
  if (!['reproduce', 'run', 'show', 'docs'].includes(command)) throw new Problem(`There is no command ${command}.`, usage);
  await ensureDependencies(await ensureToolchain());
  if (command === 'docs') await writeIndexes();
  else if (command === 'show') await show(names);
  else {
    const tally = new Tally();
    if (command === 'run') await run(names, tally, values);
    else {
      if (names.length === 0) {
        await tally.check('tables of docs/troubleshooting', checkIndexes);
        await tally.check('mkdocs build --strict', buildSite);
      }
      await reproduce(names, tally, values.quick);
    }
    for (const name of tally.skipped) say(`skipped: ${name}`);
    for (const name of tally.failures) say(`failed: ${name}`);
    if (values.json) await writeFile(values.json, `${JSON.stringify(tally.summary())}\n`);
    say(tally.line());
    // what a reproduction left running must not keep the script alive
    process.exit(tally.failures.length > 0 ? 1 : 0);
  }
}

main().catch(fail);
