import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  DocumentChoices,
  DocumentDetails,
  DocumentHistory,
  DocumentLanguage,
  DocumentQuery,
  DocumentSummary,
  OwnedDocuments,
  RunbookDeedReport,
  RunbookNews,
  RunbookRun,
  RunbookRunEntry,
  RunbookRunSummary,
  RunbookStart,
  TroubleshootingAnswer,
} from '@connectly/plugin-handbook-common';

/** A page of the list of documents. @public */
export interface DocumentPageAnswer {
  items: DocumentSummary[];
  /** Length of the whole list. */
  total: number;
  /** Whether every repository has been read; until then the list may grow. */
  complete: boolean;
}

/** Which runs of runbooks to list. @public */
export interface RunbookRunQuery {
  repository?: string;
  /** Of the runbook's English file. */
  path?: string;
  state?: 'open' | 'ended';
  language?: DocumentLanguage;
  offset?: number;
  limit?: number;
}

/** @public */
export interface HandbookReadOptions {
  signal?: AbortSignal;
}

/** Documents of repositories, as the caller may see them. Every method throws a `ResponseError`. @public */
export interface HandbookApi {
  /** Documents that hold all that the query says, at most 200 at once. */
  listDocuments(query: DocumentQuery, options?: HandbookReadOptions): Promise<DocumentPageAnswer>;
  /** What a list of a kind can be narrowed by. */
  listChoices(query: Pick<DocumentQuery, 'kind'>, options?: HandbookReadOptions): Promise<DocumentChoices>;
  getDocument(
    document: { repository: string; path: string; language?: DocumentLanguage },
    options?: HandbookReadOptions,
  ): Promise<DocumentDetails>;
  /** Every owner of documents, with how many need attention. */
  listOwners(options?: HandbookReadOptions): Promise<OwnedDocuments[]>;
  getHistory(
    document: { repository: string; path: string; language?: DocumentLanguage },
    options?: HandbookReadOptions,
  ): Promise<DocumentHistory>;
  /** Entries that may explain a text. The text is masked, compared and forgotten. */
  troubleshoot(
    pasted: { text: string; language?: DocumentLanguage },
    options?: HandbookReadOptions,
  ): Promise<TroubleshootingAnswer>;
  /** Runs that go on first, emergencies before exercises, then the latest. */
  listRuns(query: RunbookRunQuery, options?: HandbookReadOptions): Promise<{ items: RunbookRunSummary[]; total: number }>;
  /** Begins an emergency or an exercise, or gives the one of that kind that goes on. */
  startRun(start: RunbookStart): Promise<{ id: string }>;
  getRun(run: { id: string; language?: DocumentLanguage }, options?: HandbookReadOptions): Promise<RunbookRun>;
  /** Entries after the one given; answers when there is one, or after half a minute with none. */
  followRun(run: { id: string; after: number }, options?: HandbookReadOptions): Promise<RunbookNews>;
  /** Writes in the log of a run; what is sent twice is kept once. */
  reportDeed(run: { id: string; report: RunbookDeedReport }, options?: HandbookReadOptions): Promise<RunbookRunEntry>;
  /** The run as Markdown. */
  getRunReport(run: { id: string; language?: DocumentLanguage }): Promise<string>;
}

/** @public */
export const handbookApiRef = createApiRef<HandbookApi>().with({
  id: 'plugin.handbook.client',
  pluginId: 'handbook',
});
