import { readRunLog, RunbookRun, RunbookRunEntry } from '@connectly/plugin-handbook-common';
import { HandbookApi } from '../api';
import { aRunbook } from './samples';

type RunsApi = Pick<HandbookApi, 'listRuns' | 'startRun' | 'getRun' | 'followRun' | 'reportDeed' | 'getRunReport'>;

/** The server's side of runs, for several people with a connection of their own each. */
export class InMemoryRuns {
  readonly entries: RunbookRunEntry[] = [];
  #begun: { startedAt: string; startedBy: string; exercise: boolean } | undefined;
  /** Set it to make every deed be refused. */
  refusal?: Error;

  /** Begins a run so many minutes ago. */
  begin(by: string, minutesAgo = 0): void {
    const startedAt = new Date(Date.now() - 60_000 * minutesAgo).toISOString();
    this.#begun = { startedAt, startedBy: by, exercise: false };
  }

  add(by: string, deed: Partial<RunbookRunEntry>, id = `${by} ${this.entries.length}`, agoMilliseconds = 0): RunbookRunEntry {
    const known = this.entries.find(entry => entry.id === id);
    if (known) return known;
    const at = new Date(Date.now() - agoMilliseconds).toISOString();
    const entry = { ...deed, id, sequence: this.entries.length + 1, at, by } as RunbookRunEntry;
    this.entries.push(entry);
    return entry;
  }

  get run(): RunbookRun {
    const document = aRunbook();
    const { repository, path, title } = document;
    const steps = document.content.runbook!.steps.length;
    const begun = this.#begun!;
    const state = readRunLog({ ...begun, steps }, this.entries);
    return {
      id: 'run-1',
      repository,
      path,
      title,
      ...begun,
      endedAt: state.ended?.at,
      outcome: state.ended?.outcome,
      rtoMinutes: 240,
      steps,
      done: state.steps.filter(step => step.doneAt).length,
      document,
      entries: [...this.entries],
      now: new Date().toISOString(),
    };
  }

  /** A person's connection; nothing gets through while `isUp` says so. */
  connect(person: string, isUp: () => boolean = () => true): RunsApi {
    const through = () => {
      if (!isUp()) throw new TypeError('Failed to fetch');
    };
    return {
      listRuns: async ({ state }) => {
        through();
        const items = this.#begun && !(state === 'open' && this.run.endedAt) ? [this.run] : [];
        return { items, total: items.length };
      },
      startRun: async ({ exercise }) => {
        through();
        this.#begun ??= { startedAt: new Date().toISOString(), startedBy: person, exercise };
        return { id: 'run-1' };
      },
      getRun: async () => {
        through();
        if (!this.#begun) throw this.refusal;
        return this.run;
      },
      followRun: async ({ after }, { signal } = {}) => {
        through();
        while (this.entries.length <= after && !signal?.aborted && isUp()) await new Promise(resolve => setTimeout(resolve, 10));
        through();
        return { entries: this.entries.slice(after), now: new Date().toISOString() };
      },
      reportDeed: async ({ report }) => {
        through();
        if (this.refusal) throw this.refusal;
        return this.add(person, report.deed, report.id, report.agoMilliseconds);
      },
      getRunReport: async () => '# Run',
    };
  }
}
