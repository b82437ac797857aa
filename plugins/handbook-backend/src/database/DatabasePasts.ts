import { insertRows, ProjectionRow } from '@connectly/plugin-platform-node';
import { Knex } from 'knex';
import { keyOf, NewVersion } from './DatabaseVersions';
import { dueByHistory } from './dueByHistory';
import { RawDbPastRow, RawDbVersionRow } from './rows';

/** After a failure nobody asks again for so many milliseconds. */
const patience = 60 * 60_000;

/** A repository whose documents' past has to be read. */
export interface DuePast {
  repository: string;
  /** The commit that is shown, at which the past ends. */
  commit: string;
  /** The commit up to which it was read before. */
  since?: string;
  /** The last version that was read then. */
  until: number;
}

/** What was read of a past. */
export interface ReadPast extends DuePast {
  /** False when there is more before it. */
  complete: boolean;
  /** The oldest first. */
  versions: NewVersion[];
}

/** How far documents' past was read from Git. Nothing here is written while documents stay as they are. */
export class DatabasePasts {
  readonly #database: Knex;
  readonly #now: () => Date;

  static create(options: { client: Knex; now?: () => Date }): DatabasePasts {
    const now = options.now ?? (() => new Date());
    return new DatabasePasts(options.client, now);
  }

  private constructor(database: Knex, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** Repositories with versions that no past gave, except those that failed just now. */
  async due(): Promise<DuePast[]> {
    const before = new Date(this.#now().getTime() - patience).toISOString();
    const rows = await this.#database<ProjectionRow>('projections')
      .leftJoin(
        'document_pasts',
        'document_pasts.repository',
        'projections.repository',
      )
      .whereExists(
        this.#database('document_versions')
          .whereRaw('document_versions.repository = projections.repository')
          .whereRaw('document_versions.id > coalesce(document_pasts.until, 0)')
          .select(this.#database.raw('1')),
      )
      .where(query =>
        query
          .whereNull('document_pasts.problem')
          .orWhere('document_pasts.tried_at', '<', before),
      )
      .orderBy('projections.repository')
      .select<
        {
          repository: string;
          commit: string;
          since: string | null;
          until: number | null;
        }[]
      >('projections.repository', 'projections.commit', 'document_pasts.commit as since', 'document_pasts.until');
    return rows.map(({ repository, commit, since, until }) => ({
      repository,
      commit,
      since: since ?? undefined,
      until: until ?? 0,
    }));
  }

  /** States of documents as the past gave them last, by path: what a Korean file says of itself is not for it to decide. */
  async statesUntil({ repository, until }: DuePast): Promise<Map<string, string | null>> {
    const rows = await this.#database<RawDbVersionRow>('document_versions')
      .where({ repository, language: 'en' })
      .where('id', '<=', until)
      .orderBy('id')
      .select('path', 'state');
    return new Map(rows.map(({ path, state }) => [path, state]));
  }

  /**
   * Puts the past in the place of what the portal read as it came. A document of which the past is cut off keeps what is known
   * of it where that is more.
   * @returns false when documents moved on meanwhile, so that their past must be read again
   */
  async keep(read: ReadPast): Promise<boolean> {
    const { repository, commit, since, complete } = read;
    return this.#database.transaction(async transaction => {
      // held until the end: a newer read of the documents waits, and goes on from here
      const shown = await transaction<ProjectionRow>('projections')
        .where({ repository })
        .forUpdate()
        .select('commit');
      const past = await transaction<RawDbPastRow>('document_pasts')
        .where({ repository })
        .first();
      const moved = !shown.some(row => row.commit === commit);
      if (moved || (past?.until ?? 0) !== read.until) {
        return false;
      }
      const until = since ? read.until : 0;
      const known = await transaction<RawDbVersionRow>('document_versions')
        .where({ repository })
        .orderBy('id')
        .select('id', 'path', 'language', 'hash');
      for (const [key, versions] of byDocument(read.versions)) {
        const mine = known.filter(row => keyOf(row) === key);
        const replaced = mine.filter(row => row.id > until);
        const last = mine.filter(row => row.id <= until).at(-1)?.hash;
        const news = versions.filter(
          ({ hash }, index) => hash !== (versions[index - 1]?.hash ?? last),
        );
        const enough = complete || news.length >= replaced.length;
        if (news.length > 0 && enough) {
          const { path, language } = news[0];
          await transaction('document_versions')
            .where({ repository, path, language })
            .where('id', '>', until)
            .delete();
          await insertRows(
            transaction,
            'document_versions',
            news.map(row => ({ ...row, inherited: row.inherited && !last })),
          );
        }
      }
      await dueByHistory(transaction, repository);
      const newest = await transaction<RawDbVersionRow>('document_versions')
        .where({ repository })
        .max<{ id: number | null }[]>({ id: 'id' });
      await this.#mark(transaction, {
        repository,
        commit,
        until: newest[0]?.id ?? 0,
        problem: null,
      });
      return true;
    });
  }

  /** Remembers that a past could not be read; what is known stays. */
  async keepProblem(due: DuePast, problem: string): Promise<void> {
    await this.#mark(this.#database, {
      repository: due.repository,
      commit: due.since ?? null,
      until: due.until,
      problem: problem.replaceAll('\0', '').slice(0, 1000),
    });
  }

  async #mark(
    database: Knex,
    row: Omit<RawDbPastRow, 'tried_at'>,
  ): Promise<void> {
    await database('document_pasts')
      .insert({ ...row, tried_at: this.#now().toISOString() })
      .onConflict('repository')
      .merge();
  }
}

function byDocument(versions: NewVersion[]): Map<string, NewVersion[]> {
  const documents = new Map<string, NewVersion[]>();
  for (const version of versions) {
    const key = keyOf(version);
    const mine = documents.get(key);
    if (mine) {
      mine.push(version);
    } else {
      documents.set(key, [version]);
    }
  }
  return documents;
}
