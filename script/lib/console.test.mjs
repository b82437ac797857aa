/** Run by script/infra test: what a step that takes minutes says meanwhile. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

/** What a step of 65 seconds prints, on a terminal or into a log. */
async function printed(terminal) {
  const { isTTY } = process.stdout;
  process.stdout.isTTY = terminal;
  const { step } = await import(`./console.mjs?terminal=${terminal}`);
  const write = mock.method(process.stdout, 'write', () => true);
  mock.timers.enable({ apis: ['setInterval', 'Date'] });
  try {
    await step('Installing', async () => {
      for (let second = 0; second < 65; second += 1) mock.timers.tick(1_000);
    });
    return write.mock.calls.map(({ arguments: [text] }) => text);
  } finally {
    mock.timers.reset();
    write.mock.restore();
    process.stdout.isTTY = isTTY;
  }
}

test('a step says every half a minute that it works, in a log', async () => {
  assert.deepEqual(await printed(false), ['… Installing\n', '… Installing 30 s\n', '… Installing 60 s\n', '✓ Installing 65.0 s\n']);
});

test('a step counts its seconds in its place, on a terminal', async () => {
  process.env.NO_COLOR = '1';
  const texts = await printed(true);
  const clear = '\r\u001b[K';
  assert.deepEqual(texts.slice(0, 3), ['… Installing', `${clear}… Installing 1 s`, `${clear}… Installing 2 s`]);
  assert.deepEqual(texts.slice(-2), [`${clear}… Installing 65 s`, `${clear}✓ Installing 65.0 s\n`]);
});
