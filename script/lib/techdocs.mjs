/** MkDocs for TechDocs, in a Python environment of its own. Without Python the portal works, and the Docs tab says why it does not. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from './console.mjs';
import { root, state } from './paths.mjs';
import { ensurePython } from './tools.mjs';

/** @returns {Promise<string>} a directory with a `mkdocs` for the PATH of the backend */
export async function ensureTechDocs() {
  try {
    return await ensurePython('techdocs', join(root, 'script/tools/python/techdocs.txt'));
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
