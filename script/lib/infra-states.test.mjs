/** Run by script/infra test: which key each state asks for (docs/adr/0008), and whether a lost one comes back by import. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { listStacks } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';

/** They come before the key. */
const before = ['bootstrap', 'kms'];

test('every state is encrypted with the key of states, but those that come before it', async () => {
  for (const stack of await listStacks()) {
    const backend = await readFile(join(infrastructure, 'stacks', stack, 'backend.tf'), 'utf8');
    const [, alias] = /^\s*kms_key_id\s*= "(.*)"$/m.exec(backend) ?? [];
    assert.equal(alias, before.includes(stack) ? undefined : 'alias/platform-terraform-state', stack);
  }
});

test('what a stack makes and publishes has names that are known without its state, which terraform import asks for', async () => {
  for (const stack of await listStacks()) {
    const directory = join(infrastructure, 'stacks', stack);
    for (const file of (await readdir(directory)).filter(name => name.endsWith('.tf'))) {
      const text = await readFile(join(directory, file), 'utf8');
      assert.doesNotMatch(text, /^\s*for_each\s*=\s*(aws_\w+|module)\./m, `${stack}/${file}`);
      if (file === 'contract.tf') assert.doesNotMatch(text, /\bin (aws_\w+|module)\./, `${stack}/${file}`);
    }
  }
});
