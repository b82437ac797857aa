import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseRepositoryStore } from '../database/DatabaseRepositoryStore';
import { RemovalGuard, secondReadAfter } from './RemovalGuard';

jest.setTimeout(60_000);

describe('RemovalGuard', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const many = ['a', 'b', 'c', 'd', 'e', 'f'];

  it.each(databases.eachSupportedId())(
    'lets many things go after a second, equal read that began minutes after the first, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await DatabaseRepositoryStore.create({
        database: mockServices.database({ knex }),
      });
      let now = 1_800_000_000_000;
      const create = () => RemovalGuard.create({ client: knex, clock: () => now });
      const guard = create();
      const mayRemove = (removals: string[], began = guard.beginRead()) =>
        guard.mayRemove({ scope: 'test', removals, known: 20, began });

      expect(await mayRemove(many.slice(1))).toBe(true);

      const early = guard.beginRead();
      expect(await mayRemove(many)).toBe(false);
      // A retry of the same read, and another replica that read at the same time.
      expect(await mayRemove(many)).toBe(false);
      const began = create().beginRead();
      expect(
        await create().mayRemove({ scope: 'test', removals: many, known: 20, began }),
      ).toBe(false);

      now += secondReadAfter - 1;
      expect(await mayRemove(many)).toBe(false);
      // These did not begin the wait anew; and what counts is when a read began, not how long it took.
      now += 1;
      expect(await mayRemove(many, early)).toBe(false);
      expect(await mayRemove([...many].reverse())).toBe(true);

      // What was let go waits no longer, and another one waits for itself.
      expect(await mayRemove(many)).toBe(false);
      now += secondReadAfter;
      expect(await mayRemove([...many, 'g'])).toBe(false);
      now += secondReadAfter;
      expect(await mayRemove(many)).toBe(false);

      // They came back meanwhile.
      expect(await mayRemove([])).toBe(true);
      now += secondReadAfter;
      expect(await mayRemove(many)).toBe(false);

      // From before the time was kept.
      await knex('pending_removals').update({ since: null });
      now += secondReadAfter;
      expect(await mayRemove(many)).toBe(false);
      now += secondReadAfter;
      expect(await mayRemove(many)).toBe(true);
    },
  );
});
