import {
  DocumentDetails,
  DocumentLanguage,
  readRunLog,
  RunbookDeedReport,
  RunbookNews,
  RunbookRun,
  RunbookRunEntry,
  RunbookRunSummary,
  RunbookStart,
} from '@connectly/plugin-handbook-common';
import { maskSecrets } from '@connectly/plugin-handbook-node';
import { PlatformError } from '@connectly/plugin-platform-common';
import { EventEmitter, once } from 'events';
import { DocumentScope } from '../access/ReadableDocuments';
import { DatabaseDocumentQueries } from '../database/DatabaseDocumentQueries';
import { DatabaseRunStore, RunDocuments, RunFacts } from '../database/DatabaseRunStore';

const languages: DocumentLanguage[] = ['en', 'ko'];

/** How often a reader who waits looks for what another replica wrote, in milliseconds. */
const lookInterval = 2_000;

/** Begins, follows and keeps runs. Every method is limited to the runbooks that its caller may read. */
export class RunbookRuns {
  readonly #store: DatabaseRunStore;
  readonly #documents: DatabaseDocumentQueries;
  readonly #now: () => Date;
  readonly #added = new EventEmitter().setMaxListeners(0);

  static create(options: { store: DatabaseRunStore; documents: DatabaseDocumentQueries; now?: () => Date }): RunbookRuns {
    return new RunbookRuns(options.store, options.documents, options.now ?? (() => new Date()));
  }

  private constructor(store: DatabaseRunStore, documents: DatabaseDocumentQueries, now: () => Date) {
    this.#store = store;
    this.#documents = documents;
    this.#now = now;
  }

  /**
   * Begins a run of a runbook, or gives the one of its kind that goes on.
   * @returns the run's id
   * @throws PlatformError `PLT-404` when the caller sees no such runbook, `PLT-405` when it has no steps
   */
  async start(asked: RunbookStart & DocumentScope & { by: string }): Promise<string> {
    const { repository, path, repositories, kinds, by, exercise } = asked;
    const documents: RunDocuments = {};
    for (const language of languages) {
      const document = await this.#documents.details({ repository, path, language, repositories, kinds });
      if (document?.language === language) documents[language] = document;
    }
    const document = documents.en ?? documents.ko;
    if (!document) throw missing(`There is no runbook "${path}" in "${repository}", or you may not see it.`, 'path');
    const { runbook } = document.content;
    if (!runbook || runbook.steps.length === 0) {
      throw new PlatformError({
        code: 'PLT-405',
        message: `"${path}" has no steps that could be followed.`,
        where: 'path',
        next: 'Write its steps as headings: "## Step 1: …".',
      });
    }
    const { rtoMinutes, steps } = runbook;
    return this.#store.start({ repository, path, exercise, by, documents, steps: steps.length, rtoMinutes });
  }

  async list(query: DocumentScope & {
    language?: DocumentLanguage;
    repository?: string;
    path?: string;
    isOpen?: boolean;
    offset: number;
    limit: number;
  }): Promise<{ items: RunbookRunSummary[]; total: number }> {
    if (!query.kinds.has('runbook')) {
      return { items: [], total: 0 };
    }
    const { items, total } = await this.#store.list(query);
    return {
      total,
      items: items.map(({ summary, documents, done, last }) => ({
        ...summary,
        title: documentIn(documents, query.language).title,
        done,
        last,
      })),
    };
  }

  /** @throws PlatformError `PLT-404` when the caller sees no such run */
  async get(asked: DocumentScope & { id: string; language?: DocumentLanguage }): Promise<RunbookRun> {
    const facts = await this.#visible(asked);
    const documents = await this.#store.documents(asked.id);
    const entries = await this.#store.entries(asked.id);
    const document = documentIn(documents, asked.language);
    const { steps } = readRunLog(facts, entries);
    return {
      ...facts,
      title: document.title,
      done: steps.filter(step => step.doneAt).length,
      document,
      entries,
      now: this.#now().toISOString(),
    };
  }

  /**
   * Entries after the one that the reader has; waits for one when there is none.
   * @throws PlatformError `PLT-404` when the caller sees no such run
   */
  async news(asked: DocumentScope & {
    id: string;
    after: number;
    waitSeconds: number;
    /** Ends the waiting when the reader has gone. */
    signal: AbortSignal;
  }): Promise<RunbookNews> {
    await this.#visible(asked);
    const until = Date.now() + 1000 * asked.waitSeconds;
    let entries: RunbookRunEntry[] = [];
    for (;;) {
      // listened for first: what is added while the database is read would be missed
      const pause = AbortSignal.timeout(Math.max(0, Math.min(lookInterval, until - Date.now())));
      const added = once(this.#added, asked.id, { signal: AbortSignal.any([asked.signal, pause]) }).catch(() => {});
      entries = await this.#store.entries(asked.id, asked.after);
      if (entries.length > 0 || Date.now() >= until || asked.signal.aborted) break;
      await added;
    }
    return { entries, now: this.#now().toISOString() };
  }

  /**
   * Adds what somebody did, with the secrets of its text masked.
   * @throws PlatformError `PLT-404` when the caller sees no such run, `PLT-405` when it has no such step or its log is full
   * @throws ConflictError when there is an entry after the one that its sender saw
   */
  async add(asked: RunbookDeedReport & DocumentScope & { run: string; by: string }): Promise<RunbookRunEntry> {
    const { run: id, by, agoMilliseconds, seen, repositories, kinds } = asked;
    const { steps } = await this.#visible({ id, repositories, kinds });
    const { deed } = asked;
    if ('step' in deed && deed.step !== undefined && deed.step > steps) {
      throw new PlatformError({ code: 'PLT-405', message: `The runbook has no step ${deed.step}.`, where: 'deed.step' });
    }
    const kept = 'text' in deed && deed.text ? { ...deed, text: maskSecrets(deed.text).text } : deed;
    const entry = await this.#store.add({ run: id, id: asked.id, by, agoMilliseconds, deed: kept, seen });
    this.#added.emit(id);
    return entry;
  }

  /** What is known of a run without its runbook. @throws PlatformError `PLT-404` when the caller sees none */
  async #visible({ id, repositories, kinds }: DocumentScope & { id: string }): Promise<RunFacts> {
    const facts = await this.#store.facts(id);
    if (!facts || !kinds.has('runbook') || !repositories.has(facts.repository)) {
      throw missing(`There is no run "${id}", or you may not see it.`, 'run');
    }
    return facts;
  }
}

function documentIn(documents: RunDocuments, language: DocumentLanguage = 'en'): DocumentDetails {
  // a run is begun with one at least
  return (documents[language] ?? documents.en ?? documents.ko)!;
}

function missing(message: string, where: string): PlatformError {
  return new PlatformError({ code: 'PLT-404', message, where });
}
