/** Runs the CLI from the checkout. Nothing but the command's own output reaches standard output. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fail } from './console.mjs';
import { root } from './paths.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';

const standardOutput = process.stdout.write;
process.stdout.write = process.stderr.write.bind(process.stderr);
try {
  const toolchain = await ensureToolchain();
  await ensureDependencies(toolchain);
  process.stdout.write = standardOutput;
  const child = spawn(toolchain.node, [join(root, 'packages/cli/bin/platform'), ...process.argv.slice(2)], {
    env: toolchain.env,
    stdio: 'inherit',
  });
  child.on('close', code => process.exit(code ?? 1));
} catch (error) {
  fail(error);
}
