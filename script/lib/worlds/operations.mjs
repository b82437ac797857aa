/** What docs/guides/operations.md backs up and restores: the real portal on PostgreSQL, real Atlantis, and secrets of both. */
import { mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, ownInfrastructure, runService } from './parts.mjs';

/** The address of a server without a database. */
const addressOf = server => server.url.replace(/\/postgres$/, '');

const runbook = { repository: 'connectly/platform', path: 'docs/runbooks/key-deletion.md' };
const pushed = 'docs/pushed-after-the-backup.md';
const note = 'Restored to the minute. 복구됨.';
const locksOf = async atlantis => (await (await fetch(`${atlantis.url}/api/locks`)).json()).Locks ?? [];

const servicesOf = async portal => {
  const { items } = await portal.ask('GET', '/catalog/entities/by-query?filter=kind=component,spec.type=service&fields=metadata.name');
  return items.map(({ metadata }) => metadata.name).sort();
};

async function empty(directory) {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory);
}

export const operations = {
  // a run of a runbook from before the backup, one from after it, and a document that was pushed meanwhile
  'operations-portal': {
    seconds: 180,
    needs: ['platform', 'postgres'],
    prepare: async world => {
      const [portal, restored] = [await world.services.postgres('portal'), await world.services.postgres('restored portal')];
      world.env.PATH = [portal.bin, world.env.PATH].join(delimiter);
      world.env.PORTAL = addressOf(portal);
      world.env.RESTORED = addressOf(restored);
      world.portal = await world.services.portal({ database: world.env.PORTAL, directory: join(world.directory, 'portal') });
      const start = () => world.portal.ask('POST', '/handbook/runs', { ...runbook, exercise: true });
      const { id } = await world.portal.eventually('the runbook', start);
      world.run = id;
      const write = (number, deed) =>
        world.portal.ask('POST', `/handbook/runs/${id}/entries`, { id: `00000000-0000-4000-8000-00000000000${number}`, agoMilliseconds: 0, deed });
      await write(1, { type: 'done', step: 1 });
      await write(2, { type: 'ended', outcome: 'reached', text: note });
      world.known = await world.portal.eventually('three services', async () => {
        const names = await servicesOf(world.portal);
        return names.length === 3 && names;
      });
    },
    before: {
      'Restore the portal': async world => {
        const { id } = await world.portal.ask('POST', '/handbook/runs', { ...runbook, exercise: true });
        world.lost = id;
        await world.portal.commit('ledger', pushed, '# Pushed after the backup\n');
        await world.portal.stop();
        // the disk of a task ends with it
        await rm(join(world.directory, 'portal/mirrors'), { recursive: true });
      },
    },
    check: async world => {
      const { directory, ports } = world.portal;
      // a real backup is older than the half hour between two sweeps, so that one is due
      await world.sh(`psql "$RESTORED/backstage_plugin_repositories" --command "update backstage_backend_tasks__tasks set next_run_start_at = now() - interval '1 hour'"`);
      const portal = await world.services.portal({ database: world.env.RESTORED, directory, ports });
      const { entries } = await portal.ask('GET', `/handbook/runs/${world.run}`);
      expect(entries.some(entry => JSON.stringify(entry).includes(note)), `The run has lost its end: ${JSON.stringify(entries)}.`);
      const after = await portal.ask('GET', `/handbook/runs/${world.lost}`).then(() => true, () => false);
      expect(!after, 'A run from after the backup is there: this is not the restored database.');
      const known = await servicesOf(portal);
      expect(known.join() === world.known.join(), `The catalog knew ${world.known.join()}, and knows ${known.join()}.`);
      // no webhook tells the restored portal: its sweep finds it, in a mirror that it makes anew
      const query = new URLSearchParams({ repository: 'connectly/ledger', path: pushed });
      await portal.eventually('a document pushed after the backup', () => portal.ask('GET', `/handbook/document?${query}`));
      await portal.stop();
    },
  },

  // one with a plan that waits for its apply, and another that has nothing of it
  'operations-atlantis': {
    seconds: 15,
    needs: ['atlantis', 'conftest', 'platform'],
    prepare: async world => {
      const atlantis = await world.services.atlantis('operations');
      world.env.ATLANTIS_DATA = atlantis.data;
      await atlantis.repository('approval');
      world.number = await atlantis.open('approval', 'first');
      await atlantis.planned('approval', world.number);
      await atlantis.approve('approval', world.number);
      world.locks = await locksOf(atlantis);
      expect(world.locks.length === 1, `Atlantis holds ${world.locks.length} locks.`);
      await atlantis.halt();
    },
    before: {
      // without a backup: nothing is known, and a comment makes the plan anew
      'Restore Atlantis': async world => {
        const atlantis = await world.services.atlantis('operations');
        await empty(atlantis.data);
        await atlantis.restart();
        expect((await locksOf(atlantis)).length === 0, 'An empty Atlantis holds locks.');
        await atlantis.say('approval', world.number, 'atlantis plan', 'Plan: 1 to add');
        expect((await locksOf(atlantis)).length === 1, 'The new plan holds no lock.');
        await atlantis.halt();
        await empty(atlantis.data);
      },
    },
    check: async world => {
      const atlantis = await world.services.atlantis('operations');
      await atlantis.restart();
      const locks = await locksOf(atlantis);
      expect(JSON.stringify(locks) === JSON.stringify(world.locks), `Restored were ${JSON.stringify(locks)}.`);
      await atlantis.say('approval', world.number, 'atlantis apply', 'Apply complete! Resources: 1 added');
    },
  },

  'operations-repository': {
    seconds: 5,
    needs: ['platform'],
    prepare: ownInfrastructure,
    check: async world => {
      const rule = await world.sh("grep -A 5 'id: .*connectly/parcels$' repos.yaml");
      expect(rule.includes('workflow: service\n'), `A registered repository has the rule:\n${rule}`);
    },
  },

  'operations-secrets': {
    seconds: 15,
    prepare: async world => {
      await runService(world, 'platform-portal');
      await world.sh('aws secretsmanager create-secret --name platform/portal/webhook --secret-string old');
    },
    check: async world => {
      const value = await world.value('aws secretsmanager get-secret-value --secret-id platform/portal/webhook --query SecretString');
      expect(/^[A-Za-z0-9]{48}$/.test(value), `The secret is ${value.length} characters.`);
    },
  },
};
