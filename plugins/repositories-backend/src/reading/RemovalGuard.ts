import { createHash } from 'crypto';
import { Knex } from 'knex';
import { RawDbPendingRemovalRow } from '../database/rows';

/** This many removals, or this part of what is known when that is more, are believed at once. */
const believedRemovals = 5;
const believedPart = 0.1;

/**
 * The law that a suspiciously small read removes nothing: a listing that lost many things, for want of a permission
 * or by a fault of the forge, looks just like one from which they were deleted. What is gone for good is also
 * missing from the next read; so a large removal waits for a second, equal one.
 */
export class RemovalGuard {
  readonly #database: Knex;

  static create(options: { client: Knex }): RemovalGuard {
    return new RemovalGuard(options.client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Decides over what a read no longer found.
   * @param options - `known` is how many things there were; `scope` names what the read was about
   */
  async mayRemove(options: {
    scope: string;
    removals: string[];
    known: number;
  }): Promise<boolean> {
    const { scope, removals, known } = options;
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
    if (pending?.fingerprint === fingerprint) {
      await this.#database('pending_removals').where({ scope }).delete();
      return true;
    }
    await this.#database<RawDbPendingRemovalRow>('pending_removals')
      .insert({ scope, fingerprint, removals: removals.length })
      .onConflict('scope')
      .merge();
    return false;
  }
}
