/** Run by script/test check: what the portal is built from again when it changes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundledFiles } from './build.mjs';
import { root } from './paths.mjs';

const files = (await bundledFiles()).map(path => path.slice(root.length + 1));

test('everything that the bundle holds, and says how it is made, is looked at', () => {
  for (const file of [
    'app-config.yaml',
    'yarn.lock',
    'packages/app/src/App.tsx',
    'packages/backend/src/index.ts',
    'packages/suite-backend/src/index.ts',
    'plugins/repositories-backend/migrations/20261124000000_init.js',
    'plugins/repositories-common/src/events.ts',
    'plugins/terraform-react/package.json',
  ]) {
    assert.ok(files.includes(file), file);
  }
});

test('what it does not hold is not', () => {
  const others = files.filter(file => /\.test\.tsx?$|node_modules|^packages\/(forge|cli|benchmarks)\//.test(file));
  assert.deepEqual(others, []);
});
