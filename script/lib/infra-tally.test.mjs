/** Run by script/infra test: a test that nobody ran is no test that passed. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Tally, testScript } from './infra-tally.mjs';

/** What a file of tests counts as. */
async function counted(text) {
  const directory = await mkdtemp(join(tmpdir(), 'platform-tally-'));
  try {
    const file = join(directory, 'one.test.mjs');
    await writeFile(file, `import { test } from 'node:test';\n${text}`);
    const tally = new Tally();
    await testScript(tally, 'one.test.mjs', file);
    return tally.summary();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

test('what a file of tests skips is counted as skipped, with the reason', async () => {
  assert.deepEqual(await counted(`test('runs', () => {});\ntest('renders', { skip: 'go is missing' }, () => {});`), {
    passed: 1, failed: [], skipped: ['one.test.mjs: renders (go is missing)'],
  });
});

test('a file of tests that all ran is one that passed', async () => {
  assert.deepEqual(await counted(`test('runs', () => {});`), { passed: 1, failed: [], skipped: [] });
});

test('a file of which nothing ran has not passed', async () => {
  assert.deepEqual(await counted(`test('renders', { skip: true }, () => {});`), { passed: 0, failed: [], skipped: ['one.test.mjs: renders'] });
});
