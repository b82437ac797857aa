/** What Atlantis answers in a pull request. The entries' blocks of `text` are what somebody comments there. */

import { setTimeout as sleep } from 'node:timers/promises';

/** A scenario in a repository of its own, on the one Atlantis. */
const scenario = ({ seconds = 15, also, cause, gone }) => ({
  seconds,
  also,
  needs: ['atlantis', 'conftest', 'platform'],
  cause: async world => {
    world.atlantis = await world.services.atlantis();
    return world.atlantis.turn(() => cause(world.atlantis, world));
  },
  gone: world => world.atlantis.turn(() => gone(world.atlantis, world)),
});

/** A repository with a pull request that Atlantis has planned. */
const plannedIn = async (server, world, name) => {
  await server.repository(name);
  world.number = await server.open(name, 'first');
  await server.planned(name, world.number);
};

const applied = 'Apply complete!';
const planned = 'Plan: 1 to add';

export const atlantis = {
  'atlantis-unregistered': scenario({
    seconds: 30,
    cause: async (server, world) => {
      await plannedIn(server, world, 'newcomer');
      await server.approve('newcomer', world.number);
      return server.say('newcomer', world.number, 'atlantis apply', 'Ran Apply');
    },
    gone: async (server, world) => {
      await server.register('newcomer');
      await server.say('newcomer', world.number, world.code('text', 0), 'Ran Policy Check');
      await server.say('newcomer', world.number, world.code('text', 1), applied);
    },
  }),

  'atlantis-not-approved': scenario({
    cause: async (server, world) => {
      await plannedIn(server, world, 'approval');
      return server.say('approval', world.number, 'atlantis apply', 'Ran Apply');
    },
    gone: async (server, world) => {
      await server.approve('approval', world.number);
      await server.say('approval', world.number, world.code('text'), applied);
    },
  }),

  'atlantis-not-allowed': scenario({
    cause: async (server, world) => {
      await plannedIn(server, world, 'commanding');
      await server.approve('commanding', world.number);
      return server.say('commanding', world.number, 'atlantis apply', 'does not have permissions', 'doyun');
    },
    gone: async (server, world) => {
      await server.say('commanding', world.number, world.code('text'), applied);
    },
  }),

  'atlantis-comment-arguments': scenario({
    cause: async (server, world) => {
      await plannedIn(server, world, 'arguments');
      await server.approve('arguments', world.number);
      return server.say('arguments', world.number, 'atlantis plan -d terraform/dev -- -destroy', 'Ran Plan');
    },
    gone: async (server, world) => {
      await server.say('arguments', world.number, world.code('text', 0), 'Ran Policy Check');
      await server.say('arguments', world.number, world.code('text', 1), applied);
    },
  }),

  'atlantis-diverged': scenario({
    cause: async (server, world) => {
      await plannedIn(server, world, 'diverging');
      await server.approve('diverging', world.number);
      await server.commit('diverging', 'main', { 'terraform/dev/other.tf': 'resource "terraform_data" "other" {}\n' });
      return server.say('diverging', world.number, 'atlantis apply', 'Ran Apply');
    },
    gone: async (server, world) => {
      await server.say('diverging', world.number, world.code('text', 0), 'Ran Policy Check');
      await server.say('diverging', world.number, world.code('text', 1), applied);
    },
  }),

  'atlantis-locked': scenario({
    cause: async (server, world) => {
      await server.repository('locked');
      world.first = await server.open('locked', 'first');
      await server.planned('locked', world.first);
      world.second = await server.open('locked', 'second');
      return server.answer('locked', world.second, 'Plan Failed');
    },
    gone: async (server, world) => {
      await server.say('locked', world.first, world.code('text', 0), 'discarded');
      await server.say('locked', world.second, world.code('text', 1), planned);
    },
  }),

  // Atlantis says nothing in the pull request; why, it writes to its log
  'atlantis-project-name': scenario({
    cause: async (server, world) => {
      await plannedIn(server, world, 'naming');
      await server.rest('POST', `/repos/connectly/naming/issues/${world.number}/comments`, { body: 'atlantis plan -p naming-develop' }, 'jiwoo');
      for (let tries = 0; tries < 40 && !(await server.tail()).includes('no project to run plan in'); tries += 1) await sleep(250);
      return (await server.tail()).split('\n').filter(line => line.includes('"connectly/naming"')).join('\n');
    },
    gone: (server, world) => server.say('naming', world.number, world.code('text').replaceAll('checkout', 'naming'), planned),
  }),

  'atlantis-yaml': scenario({
    cause: async (server, world) => {
      await server.repository('overriding', { workflow: 'own' });
      world.number = await server.open('overriding', 'first');
      return server.answer('overriding', world.number, 'Plan Error');
    },
    gone: (server, world) =>
      server.answer('overriding', world.number, planned, () => server.commit('overriding', 'first', { 'atlantis.yaml': server.projects('overriding') })),
  }),
};
