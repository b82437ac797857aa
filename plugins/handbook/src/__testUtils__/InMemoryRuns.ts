import { ResponseError } from '@backstage/errors';
import { chronological, readRunLog, RunbookRun, RunbookRunEntry } from '@connectly/plugin-handbook-common';
import { HandbookApi } from '../api';
import { aRunbook } from './samples';

type RunsApi = Pick<HandbookApi, 'listRuns' | 'startRun' | 'getRun' | 'followRun' | 'reportDeed' | 'getRunReport'>;

interface Begun {
  id: string;
  startedAt: string;
  startedBy: string;
  exercise: boolean;
  entries: RunbookRunEntry[];
}

/** The server's side of runs of one runbook, for several people with a connection of their own each. */
export class InMemoryRuns {
  readonly #runs: Begun[] = [];
  /** Set it to make every deed be refused. */
  refusal?: Error;

  /** Begins a run so many minutes ago. */
  begin(by: string, minutesAgo = 0, exercise = false): void {
    const startedAt = new Date(Date.now() - 60_000 * minutesAgo).toISOString();
    this.#runs.push({ id: `run-${this.#runs.length + 1}`, startedAt, startedBy: by, exercise, entries: [] });
  }

  /** The log of the run that was begun last. */
  get entries(): RunbookRunEntry[] {
    return this.#runs.at(-1)?.entries ?? [];
  }

  /** The ends of all runs. */
  get ended(): RunbookRunEntry[] {
    return this.#runs.flatMap(run => run.entries).filter(entry => entry.type === 'ended');
  }

  /** Is told of each deed that arrives, whether or not it is kept already. */
  reported(_id: string): void {}

  add(by: string, deed: Partial<RunbookRunEntry>, id?: string, agoMilliseconds = 0): RunbookRunEntry {
    return this.#add(this.#runs.at(-1)!, by, deed, id, agoMilliseconds);
  }

  #add(run: Begun, by: string, deed: Partial<RunbookRunEntry>, id = `${by} ${run.entries.length}`, agoMilliseconds = 0) {
    const known = run.entries.find(entry => entry.id === id);
    if (known) return known;
    const at = new Date(Date.now() - agoMilliseconds).toISOString();
    const entry = { ...deed, id, sequence: run.entries.length + 1, at, by } as RunbookRunEntry;
    run.entries.push(entry);
    return entry;
  }

  #shown({ entries, ...begun }: Begun): RunbookRun {
    const document = aRunbook();
    const { repository, path, title } = document;
    const steps = document.content.runbook!.steps.length;
    const state = readRunLog({ ...begun, steps }, entries);
    return {
      repository,
      path,
      title,
      ...begun,
      endedAt: state.ended?.at,
      outcome: state.ended?.outcome,
      rtoMinutes: 240,
      steps,
      done: state.steps.filter(step => step.doneAt).length,
      last: chronological(entries).at(-1),
      document,
      entries: [...entries],
      now: new Date().toISOString(),
    };
  }

  /** A person's connection; nothing gets through while `isUp` says so. */
  connect(person: string, isUp: () => boolean = () => true): RunsApi {
    const through = () => {
      if (!isUp()) throw new TypeError('Failed to fetch');
    };
    const found = (id: string) => {
      const run = this.#runs.find(each => each.id === id);
      if (!run) throw this.refusal ?? new Error('There is no such run');
      return run;
    };
    return {
      listRuns: async ({ state }) => {
        through();
        const items = this.#runs.map(run => this.#shown(run)).filter(run => !(state === 'open' && run.endedAt));
        return { items, total: items.length };
      },
      startRun: async ({ exercise }) => {
        through();
        const isOpen = (run: Begun) => run.exercise === exercise && !this.#shown(run).endedAt;
        if (!this.#runs.some(isOpen)) this.begin(person, 0, exercise);
        return { id: this.#runs.find(isOpen)!.id };
      },
      getRun: async ({ id }) => {
        through();
        return this.#shown(found(id));
      },
      followRun: async ({ id, after }, { signal } = {}) => {
        through();
        const { entries } = found(id);
        while (entries.length <= after && !signal?.aborted && isUp()) await new Promise(resolve => setTimeout(resolve, 10));
        through();
        return { entries: entries.slice(after), now: new Date().toISOString() };
      },
      reportDeed: async ({ id, report }) => {
        through();
        if (this.refusal) throw this.refusal;
        this.reported(report.id);
        const { entries } = found(id);
        if (report.seen !== undefined && report.seen !== entries.length && !entries.some(entry => entry.id === report.id)) {
          throw await ResponseError.fromResponse(Response.json({ error: { name: 'ConflictError', message: 'Not seen' } }, { status: 409 }));
        }
        return this.#add(found(id), person, report.deed, report.id, report.agoMilliseconds);
      },
      getRunReport: async () => '# Run',
    };
  }
}
