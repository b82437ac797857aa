import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  DocumentDetails,
  DocumentLanguage,
  DocumentQuery,
  DocumentSummary,
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

/** @public */
export interface HandbookReadOptions {
  signal?: AbortSignal;
}

/** Documents of repositories, as the caller may see them. Every method throws a `ResponseError`. @public */
export interface HandbookApi {
  /** Documents that hold all that the query says, at most 200 at once. */
  listDocuments(query: DocumentQuery, options?: HandbookReadOptions): Promise<DocumentPageAnswer>;
  getDocument(
    document: { repository: string; path: string; language?: DocumentLanguage },
    options?: HandbookReadOptions,
  ): Promise<DocumentDetails>;
  /** Entries that may explain a text. The text is masked, compared and forgotten. */
  troubleshoot(
    pasted: { text: string; language?: DocumentLanguage },
    options?: HandbookReadOptions,
  ): Promise<TroubleshootingAnswer>;
}

/** @public */
export const handbookApiRef = createApiRef<HandbookApi>().with({
  id: 'plugin.handbook.client',
  pluginId: 'handbook',
});
