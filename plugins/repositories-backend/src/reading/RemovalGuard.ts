import { createHash } from 'crypto';
import { Knex } from 'knex';
import { RawDbPendingRemovalRow } from '../database/rows';

/** This many removals, or this part of what is known when that is more, are believed at once. */
const believedRemovals = 5;
const believedPart = 0.1;

/**
 * So many milliseconds after a read, at the earliest, begins the second one that confirms it. A fault of the forge shows in a retry of
 * the same read, and in the reads of replicas at the same time, just as in the first one; after minutes it is most likely over.
 * Shorter than the time between two sweeps, every 30 minutes by default and sensibly not more often than every 10, so that the
 * next sweep is late enough; and far longer than clocks of replicas differ.
 */
export const secondReadAfter = 5 * 60 * 1000;

/**
 * The law that a suspiciously small read removes nothing: a listing that lost many things, for want of a permission
 * or by a fault of the forge, looks just like one from which they were deleted. What is gone for good is also
 * missing from the next read; so a large removal waits for a second, equal one that begins {@link secondReadAfter} later.
 */
export class RemovalGuard {
  readonly #database: Knex;
  readonly #clock: () => number;

  static create(options: {
    client: Knex;
    clock?: () => number;
  }): RemovalGuard {
    return new RemovalGuard(options.client, options.clock ?? Date.now);
  }

  private constructor(database: Knex, clock: () => number) {
    this.#database = database;
    this.#clock = clock;
  }

  /** To be called before the forge is asked: when the read began, for {@link RemovalGuard.mayRemove}. */
  beginRead(): number {
    return this.#clock();
  }

  /**
   * Decides over what a read no longer found.
   * @param options - `known` is how many things there were; `scope` names what the read was about
   */
  async mayRemove(options: {
    scope: string;
    removals: string[];
    known: number;
    began: number;
  }): Promise<boolean> {
    const { scope, removals, known, began } = options;
    const pending = await this.#database<RawDbPendingRemovalRow>(
      'pending_removals',
    )
      .where({ scope })
      .first();
    if (
      removals.length <=
      Math.max(believedRemovals, Math.floor(known * believedPart))
    ) {
      if (pending) {
        await this.#database('pending_removals').where({ scope }).delete();
      }
      return true;
    }
    const fingerprint = createHash('sha256')
      .update([...removals].sort().join('\n'))
      .digest('hex');
    if (pending?.fingerprint === fingerprint && pending.since !== null) {
      // PostgreSQL's driver gives large integers as texts
      if (began - Number(pending.since) < secondReadAfter) {
        return false;
      }
      await this.#database('pending_removals').where({ scope }).delete();
      return true;
    }
    await this.#database<RawDbPendingRemovalRow>('pending_removals')
      .insert({
        scope,
        fingerprint,
        removals: removals.length,
        since: this.#clock(),
      })
      .onConflict('scope')
      .merge();
    return false;
  }
}
