/** `script/infra`: what can be done with infrastructure/ from a checkout, without an AWS account. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, Problem, say } from './console.mjs';
import { emulate, seed } from './infra-emulator.mjs';
import { listModules, testModules, writeDocuments } from './infra-modules.mjs';
import { Tally } from './infra-tally.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { isInstalled } from './tools.mjs';

const usage = `script/infra COMMAND

  test [MODULE…] [--all] [--json FILE]   format, validate, terraform test, examples, documents, checkov; --all adds emulate
  emulate [MODULE…] [--json FILE]        applies, plans again and destroys each complete example and the seed on an emulator of its own
  seed --port P --state DIR              publishes the platform's contracts on the emulator at 127.0.0.1:P; safe to run again
  docs [MODULE…]                         writes the generated part of each module's README`;

const options = {
  all: { type: 'boolean', default: false },
  json: { type: 'string' },
  port: { type: 'string' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Problem(error.message, usage);
  }
}

async function chosenModules(names) {
  const known = await listModules();
  for (const name of names) {
    if (!known.includes(name)) {
      throw new Problem(`There is no module ${name}.`, `Modules: ${known.join(', ')}.`);
    }
  }
  return names.length > 0 ? names : known;
}

async function close(tally, file) {
  for (const name of tally.skipped) say(`skipped: ${name}`);
  for (const name of tally.failures) say(`failed: ${name}`);
  if (file) await writeFile(file, `${JSON.stringify(tally.summary())}\n`);
  say(tally.line());
  if (tally.failures.length > 0) process.exitCode = 1;
}

async function main() {
  const { values, positionals } = parse();
  const [command, ...names] = positionals;
  if (values.help || command === 'help' || command === undefined) {
    say(usage);
    return;
  }
  if (command === 'seed') {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535 || !values.state) {
      throw new Problem('seed needs the emulator’s port and a directory for its state.', usage);
    }
    await seed({ port, state: values.state });
    return;
  }
  if (!['test', 'emulate', 'docs'].includes(command)) {
    throw new Problem(`There is no command ${command}.`, usage);
  }

  const modules = await chosenModules(names);
  if (command === 'docs') {
    await writeDocuments(modules);
    return;
  }
  const tally = new Tally();
  const whole = names.length === 0;
  if (command === 'test') {
    if (whole && (await isInstalled('terraform'))) {
      await tally.check('script/lib/terraform-cli.mjs', () =>
        run(process.execPath, ['--test', join(root, 'script/lib/terraform-cli.test.mjs')]),
      );
    }
    await testModules(modules, { tally, stacks: whole });
  }
  if (command === 'emulate' || values.all) await emulate(modules, { tally, seed: whole });
  await close(tally, values.json);
}

main().catch(fail);
