/** MkDocs for TechDocs, in a Python environment of its own. Without Python the portal works, and the Docs tab says why it does not. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say, step } from './console.mjs';
import { cache, root, state } from './paths.mjs';
import { run } from './run.mjs';

const requirements = join(root, 'script/tools/python/techdocs.txt');

/** @returns {Promise<string>} a directory with a `mkdocs` for the PATH of the backend */
export async function ensureTechDocs() {
  const home = join(cache, 'python', 'techdocs');
  const stamp = join(home, '.requirements');
  const wanted = await readFile(requirements, 'utf8');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return join(home, 'bin');
  try {
    await step('Installing MkDocs for the documentation pages', async () => {
      if (!existsSync(join(home, 'bin', 'pip'))) await run('python3', ['-m', 'venv', home]);
      await run(join(home, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
      await writeFile(stamp, wanted);
    });
    return join(home, 'bin');
  } catch {
    say('  The Docs tabs need Python 3 with venv and pip; everything else works without.');
    return await writeExplainingMkdocs();
  }
}

/** A `mkdocs` that fails with what to install: TechDocs shows that text in the tab. */
async function writeExplainingMkdocs() {
  const directory = join(state, 'bin');
  const file = join(directory, 'mkdocs');
  await mkdir(directory, { recursive: true });
  await writeFile(
    file,
    '#!/bin/sh\necho "Documentation pages need Python 3 with venv and pip. Install them (Debian: apt-get install python3-venv) and run script/start again." >&2\nexit 1\n',
  );
  await chmod(file, 0o755);
  return directory;
}
