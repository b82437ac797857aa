import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const directory = await mkdtemp(join(tmpdir(), 'alone-'));
after(() => rm(directory, { recursive: true, force: true }));
const module = fileURLToPath(new URL('./alone.mjs', import.meta.url));

/** A process that notes when it begins and ends its work. */
async function worker(file, log, milliseconds) {
  const code = `
    import { appendFile } from 'node:fs/promises';
    import { setTimeout } from 'node:timers/promises';
    const { alone } = await import(${JSON.stringify(module)});
    await alone(${JSON.stringify(file)}, async () => {
      await appendFile(${JSON.stringify(log)}, 'begin ');
      await setTimeout(${milliseconds});
      await appendFile(${JSON.stringify(log)}, 'end ');
    });`;
  const [status] = await once(spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' }), 'close');
  assert.equal(status, 0);
}

test('who comes second waits for the first', async () => {
  const [file, log] = ['deep/lock', 'log'].map(name => join(directory, name));
  await Promise.all([1, 2, 3].map(() => worker(file, log, 300)));
  assert.equal(await readFile(log, 'utf8'), 'begin end '.repeat(3));
});

test('who is gone is waited for no longer', async () => {
  const [file, log] = ['gone', 'gone.log'].map(name => join(directory, name));
  // no process has this number
  await writeFile(file, '4194305');
  await worker(file, log, 0);
  assert.equal(await readFile(log, 'utf8'), 'begin end ');
});
