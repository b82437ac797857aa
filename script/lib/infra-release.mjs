/** `script/infra release MODULE`: the next version, worked out, written, committed and tagged. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Problem, say } from './console.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Runs the CLI of the checkout; what it refuses is shown as it says it. */
function platform(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'script/platform'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve(JSON.parse(output)) : reject(new Problem('Nothing was released.', 'See above.'))));
  });
}

/**
 * @param {string} module
 * @param {{ notes: string[], dryRun: boolean, writeDocuments: (module: string) => Promise<void> }} options
 * @throws Problem when there is nothing to release, or a breaking change comes without its upgrade notes
 */
export async function release(module, { notes, dryRun, writeDocuments }) {
  const directory = join(infrastructure, 'modules', module);
  const git = args => run('git', ['-C', root, ...args]);
  const args = ['module', 'release', module, '--json', ...notes.flatMap(note => ['--note', note]), ...(dryRun ? ['--dry-run'] : [])];
  const { previous, version, kind, entry } = await platform(args);
  say(`${module} ${previous} → ${version} (${kind})\n\n${entry.trim()}\n`);
  if (dryRun) return;
  await writeDocuments(module);
  await git(['add', '--', directory]);
  await git(['commit', '--quiet', '-m', `Release ${module} v${version}`, '--', directory]);
  await git(['tag', '-a', '-m', `${module} v${version}`, `${module}/v${version}`]);
  say(`Committed and tagged ${module}/v${version}. Push both: git push origin HEAD ${module}/v${version}`);
}
