/** Run by script/infra test: Atlantis is not restarted in the middle of what it does. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { endCleanUps, restartWhenIdle } from './atlantis-restart.mjs';

const servers = [];
after(() => servers.forEach(server => server.close()));

/** Atlantis and the forge at one address, as far as they are asked here. */
async function stage({ locks, closed }) {
  const stage = { locks, running: 0, removed: [], restarts: 0 };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const [, pull] = /^\/api\/v3\/repos\/connectly\/platform\/pulls\/(\d+)$/.exec(pathname) ?? [];
    const asks = name => request.headers.authorization === name;
    let body;
    if (pathname === '/status') body = { in_progress_operations: stage.running };
    else if (pathname === '/api/locks') {
      const held = stage.locks.map(number => ({ Name: `connectly/platform/stacks/a b/default/${number}`, ProjectRepo: 'connectly/platform', PullID: String(number) }));
      body = { Locks: held.length > 0 ? held : null };
    } else if (pull && asks('Bearer forge-token')) body = { state: closed.includes(Number(pull)) ? 'closed' : 'open' };
    else if (pathname === '/locks' && request.method === 'DELETE' && asks(`Basic ${btoa('atlantis:secret')}`)) {
      const number = Number(searchParams.get('id').split('/').at(-1));
      stage.removed.push(number);
      stage.locks = stage.locks.filter(one => one !== number);
      body = {};
    }
    response.writeHead(body ? 200 : 401).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  stage.atlantis = { url, password: 'secret', forge: url, token: 'forge-token' };
  stage.server = {
    stop: async () => {
      stage.lockedAtStop = stage.locks;
    },
    start: async () => {
      stage.restarts += 1;
    },
  };
  return stage;
}

test('a restart waits until Atlantis has cleaned up after the pull request that was merged', async () => {
  const world = await stage({ locks: [4, 5], closed: [4] });
  const restarted = restartWhenIdle(world.atlantis, world.server)();
  await sleep(600);
  assert.equal(world.restarts, 0, 'restarted in the middle of the clean-up');
  world.locks = [5];
  assert.equal(await restarted, true);
  assert.deepEqual(world.lockedAtStop, [5]);
  assert.deepEqual(world.removed, []);
});

test('a lock that a closed pull request keeps is removed, that of an open one never', async () => {
  const world = await stage({ locks: [4, 5, 6], closed: [4, 6] });
  await endCleanUps(world.atlantis, 300);
  assert.deepEqual(world.removed, [4, 6]);
  assert.deepEqual(world.locks, [5]);
});

test('Atlantis is not restarted while it works', async () => {
  const world = await stage({ locks: [5], closed: [] });
  world.running = 1;
  const restart = restartWhenIdle(world.atlantis, world.server);
  assert.equal(await restart(), false);
  assert.equal(world.restarts, 0);
  world.running = 0;
  assert.equal(await restart(), true);
  assert.equal(world.restarts, 1);
});

test('an Atlantis that did not start is started by the next try, though it answers nothing', async () => {
  const world = await stage({ locks: [], closed: [] });
  const { atlantis } = world;
  let tries = 0;
  const restart = restartWhenIdle(atlantis, {
    stop: async () => {
      atlantis.url = 'http://127.0.0.1:9';
    },
    start: async () => {
      tries += 1;
      if (tries === 1) throw new Error('no room on the disk');
    },
  });
  await assert.rejects(restart(), /no room on the disk/);
  assert.equal(await restart(), true);
  assert.equal(tries, 2);
});
