/** checkov with its default rules over modules and stacks: nothing may fail, and whatever is skipped says why. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { say } from './console.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { ensurePython, isInstalled } from './tools.mjs';

const requirements = join(root, 'script/tools/python/checkov.txt');

/** A skip with its reason behind the colon: `checkov:skip=CKV_AWS_1: because`. */
const skip = /checkov:skip=(.*)$/;
const skipWithReason = /^[A-Z0-9_]+:\s*\S.*$/;

/** checkov's results for a directory and everything below it. Where there was nothing to check, it reports no results. */
async function scan(directory) {
  const bin = await ensurePython('checkov', requirements);
  // A file, because warnings share its output.
  const report = await mkdtemp(join(tmpdir(), 'platform-checkov-'));
  try {
    await run(
      join(bin, 'checkov'),
      [
        '--directory', directory, '--framework', 'terraform', '--compact', '--quiet',
        '--output', 'json', '--output-file-path', report,
        // A failed check must not look like a crash of checkov.
        '--soft-fail',
        '--download-external-modules', 'false', '--skip-download',
      ],
      // Not in the checkout: a .checkov.yaml in the working directory would change the rules.
      { cwd: report, env: { ...process.env, LOG_LEVEL: 'ERROR', PYTHONDONTWRITEBYTECODE: '1' } },
    );
    const { results, summary } = JSON.parse(await readFile(join(report, 'results_json.json'), 'utf8'));
    return { failed: results?.failed_checks ?? [], unread: summary?.parsing_errors ?? 0 };
  } finally {
    await rm(report, { recursive: true, force: true });
  }
}

async function terraformFiles(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile() && entry.name.endsWith('.tf')).map(entry => join(entry.parentPath, entry.name));
}

/** `file:line` of each skip that gives no reason. */
async function skipsWithoutReason(directory) {
  const found = [];
  for (const file of await terraformFiles(directory)) {
    const lines = (await readFile(file, 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      const text = skip.exec(line)?.[1];
      if (text !== undefined && !skipWithReason.test(text)) found.push(`${relative(directory, file)}:${index + 1}`);
    }
  }
  return found;
}

/**
 * Checks directories side by side in `parent`, each with its subdirectories, and counts each as one check.
 *
 * @param {string} parent
 * @param {string[]} names of directories in `parent`
 * @param {{ tally: import('./infra-tally.mjs').Tally, kind?: string }} options `kind` comes before each name, such as `stack `
 */
export async function checkSecurity(parent, names, { tally, kind = '' }) {
  if (names.length === 0) return;
  if (!(await isInstalled('python3'))) {
    for (const name of names) tally.skip(`${kind}${name}: checkov (python3 is missing)`);
    return;
  }
  const started = Date.now();
  // A start costs seconds, so many directories are read in one go.
  const target = names.length === 1 ? join(parent, names[0]) : parent;
  let failed = [];
  const ran = await tally.check(`checkov over ${names.length === 1 ? `${kind}${names[0]}` : `${names.length} directories`}`, async () => {
    const results = await scan(target);
    failed = results.failed.map(check => ({ ...check, file: relative(parent, check.file_abs_path) }));
    if (results.unread > 0) throw new Error(`checkov cannot read ${results.unread} of the files: see what terraform validate says.`);
  });
  if (!ran) return;

  let clean = true;
  for (const name of names) {
    const passed = await tally.check(`${kind}${name}: checkov`, async () => {
      const own = failed.filter(check => check.file.startsWith(`${name}/`));
      const unexplained = await skipsWithoutReason(join(parent, name));
      const problems = [
        ...own.map(check => `${check.check_id} ${check.resource} at ${check.file}:${check.file_line_range[0]}: ${check.check_name}`),
        ...unexplained.map(place => `${name}/${place}: a skip needs its reason, as "# checkov:skip=CKV_AWS_1: reason".`),
      ];
      if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
    });
    clean = clean && passed;
  }
  say(`${clean ? '✓' : '✗'} checkov over ${names.length} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
