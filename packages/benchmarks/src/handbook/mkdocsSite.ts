import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { secondsOf } from '../stopwatch';

const execFileAsync = promisify(execFile);

/** As TechDocs builds a site, without strictness: copies link to what is beside their originals. */
const mkdocsConfig = 'site_name: Bench\ndocs_dir: docs\ntheme:\n  name: material\n  font: false\nplugins:\n  - techdocs-core\n';

/**
 * Builds the site of some guides in `directory`, as its folder `site`.
 * @param files - texts by path, all below `docs/guides/`
 * @returns seconds that MkDocs took
 */
export async function buildSite(directory: string, files: Record<string, string>): Promise<number> {
  await rm(join(directory, 'docs'), { recursive: true, force: true });
  for (const [path, text] of Object.entries({ ...files, 'docs/index.md': '# Bench\n', 'mkdocs.yml': mkdocsConfig })) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  const seconds = await secondsOf(() =>
    execFileAsync('mkdocs', ['build', '--quiet', '--clean', '--site-dir', 'site'], { cwd: directory, maxBuffer: 64 * 1024 * 1024 }),
  );
  const pages = await readdir(join(directory, 'site', 'guides'));
  const count = Object.keys(files).length;
  if (pages.length < count) throw new Error(`mkdocs built ${pages.length} of ${count} pages.`);
  return seconds;
}
