/** Run by script/infra test: which key each state asks for (docs/adr/0008). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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
