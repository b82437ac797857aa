import { Knex } from 'knex';

/** A row of the table `projections`: which commit of a ref the other tables of a plugin show. @public */
export interface ProjectionRow {
  repository: string;
  ref: string;
  commit: string;
  /** Version of the code that read it. */
  reader: number;
}

/**
 * Which commits a plugin's tables show, in its tables `projections` and `reconciliations`. A read is written only when
 * nobody wrote a newer one since it began.
 * @public
 */
export class ProjectionRegister {
  readonly #database: Knex;
  readonly #reader: number;

  /** @param options - `reader` is raised when the code reads something new: everything is read again then */
  static create(options: {
    client: Knex;
    reader: number;
  }): ProjectionRegister {
    return new ProjectionRegister(options.client, options.reader);
  }

  private constructor(database: Knex, reader: number) {
    this.#database = database;
    this.#reader = reader;
  }

  /** The commit that is shown; none when older code read it, so that it is read again. */
  async commitOf(repository: string, ref: string): Promise<string | undefined> {
    const row = await this.#database<ProjectionRow>('projections')
      .where({ repository, ref, reader: this.#reader })
      .first();
    return row?.commit;
  }

  /** Whether anything of the repository was read, by whichever code. */
  async isRead(repository: string): Promise<boolean> {
    const row = await this.#database<ProjectionRow>('projections')
      .where({ repository })
      .first();
    return row !== undefined;
  }

  /** Every commit that is shown; an empty one where older code read it. */
  async shown(): Promise<
    { repository: string; ref: string; commit: string }[]
  > {
    const rows = await this.#database<ProjectionRow>('projections');
    return rows.map(({ repository, ref, commit, reader }) => ({
      repository,
      ref,
      commit: reader === this.#reader ? commit : '',
    }));
  }

  /** Remembers that everything was read once. */
  async markComplete(): Promise<void> {
    if (!(await this.isComplete())) {
      await this.#database('reconciliations')
        .insert({ name: 'first' })
        .onConflict('name')
        .ignore();
    }
  }

  /** Whether everything was read once; until then what is missing here is not gone. */
  async isComplete(): Promise<boolean> {
    return (await this.#database('reconciliations').first()) !== undefined;
  }

  /**
   * Marks the ref as shown at the new commit, when it still is at the one that the read began from.
   * @returns false when somebody else wrote meanwhile and the read must be repeated
   */
  async claim(
    transaction: Knex.Transaction,
    read: {
      repository: string;
      ref: string;
      commit: string;
      /** The commit that was shown when the read began. */
      previousCommit?: string;
    },
  ): Promise<boolean> {
    const { repository, ref, commit, previousCommit } = read;
    const row: ProjectionRow = { repository, ref, commit, reader: this.#reader };
    const known = await transaction<ProjectionRow>('projections')
      .where({ repository, ref })
      .first();
    if (!known) {
      const inserted = await transaction<ProjectionRow>('projections')
        .insert(row)
        .onConflict(['repository', 'ref'])
        .ignore()
        .returning('ref');
      return inserted.length > 0;
    }
    if (previousCommit === undefined && known.reader === this.#reader) {
      return false;
    }
    const updated = await transaction<ProjectionRow>('projections')
      .where({
        repository,
        ref,
        commit: previousCommit ?? known.commit,
        reader: known.reader,
      })
      .update(row);
    return updated > 0;
  }
}
