/** Lambda functions of a stack, in `functions/`: each zip equals its source, and `functions/tests` pass beside the emulator's AWS. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkZips } from './infra-lambda.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { run } from './run.mjs';
import { ensurePython, isInstalled } from './tools.mjs';

/**
 * @param {string} stack
 * @param {string} directory the stack's, or its copy's
 * @param {import('./infra-tally.mjs').Tally} tally
 */
export async function testFunctions(stack, directory, tally) {
  const functions = join(directory, 'functions');
  if (!existsSync(functions)) return;
  await tally.check(`stack ${stack}: zips equal their sources`, () => checkZips(functions));
  if (!existsSync(join(functions, 'tests'))) {
    tally.fail(`stack ${stack}: functions/tests is missing`);
    return;
  }
  if (!(await isInstalled('python3'))) {
    tally.skip(`stack ${stack}: unit tests of its functions (python3 missing)`);
    return;
  }
  await tally.check(`stack ${stack}: unit tests of its functions`, async () => {
    const bin = await ensurePython('emulator', join(infrastructure, 'emulator/requirements.txt'));
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
    await run(join(bin, 'python'), ['-m', 'unittest', 'discover', '-s', join(functions, 'tests')], { env });
  });
}
