import { ConflictError } from '@backstage/errors';
import {
  chronological,
  DocumentDetails,
  DocumentLanguage,
  readRunLog,
  RunbookDeed,
  RunbookOutcome,
  RunbookRunEntry,
  RunbookRunSummary,
} from '@connectly/plugin-handbook-common';
import { PlatformError } from '@connectly/plugin-platform-common';
import { createHash, randomUUID } from 'crypto';
import { Knex } from 'knex';
import { RawDbEntryRow, RawDbRunRow } from './rows';

/** A runbook in the languages that it has. */
export type RunDocuments = Partial<Record<DocumentLanguage, DocumentDetails>>;

/** What a run's row says besides the runbook. */
export type RunFacts = Omit<RunbookRunSummary, 'title' | 'done' | 'last'>;

/** A run as it is stored, without its log. */
export interface StoredRun {
  summary: RunFacts;
  documents: RunDocuments;
}

/** All columns but the runbook, which is long and which followers have. */
const factColumns = [
  'id',
  'repository',
  'path',
  'exercise',
  'started_at',
  'started_by',
  'ended_at',
  'outcome',
  'steps',
  'rto_minutes',
] as const;

/** A log is read whole by everybody who follows it. */
const entryLimit = 2_000;

/** Keeps runs of runbooks. */
export class DatabaseRunStore {
  readonly #database: Knex;
  readonly #now: () => Date;

  static create(options: { client: Knex; now?: () => Date }): DatabaseRunStore {
    return new DatabaseRunStore(options.client, options.now ?? (() => new Date()));
  }

  private constructor(database: Knex, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Begins a run, or gives the one of its kind that goes on: two people who begin at the same moment are in the same run, and an
   * exercise that goes on takes no emergency in.
   */
  async start(begun: {
    repository: string;
    path: string;
    exercise: boolean;
    by: string;
    documents: RunDocuments;
    steps: number;
    rtoMinutes?: number;
  }): Promise<string> {
    const { repository, path } = begun;
    const open = createHash('sha256').update(`${repository}\0${path}`).digest('hex');
    const row: RawDbRunRow = {
      id: randomUUID(),
      repository,
      path,
      exercise: begun.exercise,
      started_at: this.#now().toISOString(),
      started_by: begun.by,
      ended_at: null,
      outcome: null,
      steps: begun.steps,
      rto_minutes: begun.rtoMinutes ?? null,
      open,
      documents: JSON.stringify(begun.documents),
    };
    for (;;) {
      await this.#database('runbook_runs').insert(row).onConflict(['open', 'exercise']).ignore();
      const kept = await this.#database<RawDbRunRow>('runbook_runs').where({ open, exercise: begun.exercise }).first('id');
      // without one, the run that went on has ended in between
      if (kept) return kept.id;
    }
  }

  /** The runbook of a run that is there. */
  async documents(id: string): Promise<RunDocuments> {
    const { documents } = (await this.#database<RawDbRunRow>('runbook_runs').where({ id }).first('documents'))!;
    return JSON.parse(documents) as RunDocuments;
  }

  /** The run without its runbook: each follower asks for it again and again. */
  async facts(id: string): Promise<RunFacts | undefined> {
    const row = await this.#database<RawDbRunRow>('runbook_runs').where({ id }).first(...factColumns);
    return row && factsOf(row);
  }

  /** Entries after the one given, in their order. */
  async entries(run: string, after = 0): Promise<RunbookRunEntry[]> {
    const rows = await this.#database<RawDbEntryRow>('runbook_entries')
      .where({ run })
      .andWhere('sequence', '>', after)
      .orderBy('sequence');
    return rows.map(entryOf);
  }

  /** Runs of the repositories given: emergencies that go on first, then exercises that do, then the latest. */
  async list(query: {
    repositories: Set<string>;
    repository?: string;
    path?: string;
    isOpen?: boolean;
    offset: number;
    limit: number;
  }): Promise<{ items: (StoredRun & Pick<RunbookRunSummary, 'done' | 'last'>)[]; total: number }> {
    const runs = this.#database<RawDbRunRow>('runbook_runs').whereIn('repository', [...query.repositories]);
    if (query.repository) runs.where({ repository: query.repository });
    if (query.path) runs.where({ path: query.path });
    if (query.isOpen === true) runs.whereNull('ended_at');
    if (query.isOpen === false) runs.whereNotNull('ended_at');
    const [{ count }] = await runs.clone().count<{ count: number | string }[]>({ count: '*' });
    const rows = await runs
      .orderByRaw('case when ended_at is not null then 2 when exercise then 1 else 0 end')
      .orderBy([{ column: 'started_at', order: 'desc' }, { column: 'id' }])
      .offset(query.offset)
      .limit(query.limit);
    const entries = await this.#database<RawDbEntryRow>('runbook_entries')
      .whereIn('run', rows.map(row => row.id))
      .orderBy(['run', 'sequence']);
    const items = rows.map(row => {
      const stored = storedOf(row);
      const log = entries.filter(entry => entry.run === row.id).map(entryOf);
      const { steps } = readRunLog(stored.summary, log);
      return { ...stored, done: steps.filter(step => step.doneAt).length, last: chronological(log).at(-1) };
    });
    return { items, total: Number(count) };
  }

  /**
   * Adds to a run's log. What was added before, by its id, stays as it is; a first end closes the run, and what was done before
   * or is noted after it is still kept.
   * @param agoMilliseconds - how long ago it was done
   * @param seen - the last entry that its author saw; without it, the deed is kept whatever was done since
   * @throws PlatformError `PLT-404` when there is no such run, `PLT-405` when its log is full
   * @throws ConflictError when there is an entry after `seen`
   */
  async add(added: {
    run: string;
    id: string;
    by: string;
    agoMilliseconds: number;
    deed: RunbookDeed;
    seen?: number;
  }): Promise<RunbookRunEntry> {
    const { run: id, deed } = added;
    return this.#database.transaction(async transaction => {
      // the row's lock puts those who write at the same moment one after the other
      const row = await transaction<RawDbRunRow>('runbook_runs').where({ id }).forUpdate().first();
      if (!row) throw new PlatformError({ code: 'PLT-404', message: `There is no run "${id}".`, where: 'run' });
      const entries = transaction<RawDbEntryRow>('runbook_entries').where({ run: id });
      const known = await entries.clone().where({ id: added.id }).first();
      if (known) return entryOf(known);
      const last = await entries.clone().max<{ last: number | null }[]>({ last: 'sequence' });
      const sequence = (last[0].last ?? 0) + 1;
      if (added.seen !== undefined && added.seen < sequence - 1) {
        throw new ConflictError(`The run "${id}" has an entry ${sequence - 1}, and the sender saw ${added.seen}. Read it again.`);
      }
      // a run whose log is full can be ended all the same: no other begins while it is open
      if (sequence > entryLimit && (deed.type !== 'ended' || row.ended_at)) {
        throw new PlatformError({
          code: 'PLT-405',
          message: `The log of a run holds ${entryLimit} entries.`,
          where: 'run',
          next: 'End the run and begin another.',
        });
      }
      const now = this.#now();
      // a deed is never older than its run, whatever the browser says
      const at = new Date(Math.max(now.getTime() - added.agoMilliseconds, Date.parse(row.started_at)));
      const entry: RawDbEntryRow = {
        run: id,
        sequence,
        id: added.id,
        at: at.toISOString(),
        by: added.by,
        deed: JSON.stringify(deed),
      };
      await transaction<RawDbEntryRow>('runbook_entries').insert(entry);
      if (deed.type === 'ended' && !row.ended_at) {
        await transaction<RawDbRunRow>('runbook_runs').where({ id }).update({ ended_at: entry.at, outcome: deed.outcome, open: null });
      }
      return entryOf(entry);
    });
  }
}

function storedOf(row: RawDbRunRow): StoredRun {
  return { summary: factsOf(row), documents: JSON.parse(row.documents) as RunDocuments };
}

function factsOf(row: Pick<RawDbRunRow, (typeof factColumns)[number]>): RunFacts {
  return {
    id: row.id,
    repository: row.repository,
    path: row.path,
    exercise: Boolean(row.exercise),
    startedAt: row.started_at,
    startedBy: row.started_by,
    endedAt: row.ended_at ?? undefined,
    outcome: (row.outcome as RunbookOutcome | null) ?? undefined,
    steps: row.steps,
    rtoMinutes: row.rto_minutes ?? undefined,
  };
}

function entryOf(row: RawDbEntryRow): RunbookRunEntry {
  const { id, sequence, at, by } = row;
  return { ...(JSON.parse(row.deed) as RunbookDeed), id, sequence, at, by };
}
