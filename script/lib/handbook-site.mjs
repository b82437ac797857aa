/** The documents as TechDocs shows them: the site of `mkdocs.yml`, with every warning an error. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { ensurePython } from './tools.mjs';

/** Builds the site and throws it away. @throws Error with what MkDocs says */
export async function buildSite() {
  const bin = await ensurePython('techdocs', join(root, 'script/tools/python/techdocs.txt'));
  const site = await mkdtemp(join(tmpdir(), 'handbook-site-'));
  try {
    const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };
    await run(join(bin, 'mkdocs'), ['build', '--strict', '--quiet', '--site-dir', site], { cwd: root, env });
  } finally {
    await rm(site, { recursive: true, force: true });
  }
}
