import {
  DocumentLanguage,
  TroubleshootingAnswer,
} from '@connectly/plugin-handbook-common';
import {
  createTroubleshooter,
  Troubleshooter,
} from '@connectly/plugin-handbook-node';
import { DocumentScope } from '../access/ReadableDocuments';
import { DatabaseDocumentQueries } from '../database/DatabaseDocumentQueries';

const keyOf = ({ repository, path }: { repository: string; path: string }) =>
  `${repository} ${path}`;

/**
 * Finds the entries that may explain a pasted text. Nothing of the text is kept or logged. What is made of the entries is
 * kept until one of them changes.
 */
export class EntryFinder {
  readonly #documents: DatabaseDocumentQueries;
  #made?: { version: string; troubleshooter: Troubleshooter };

  static create(options: { documents: DatabaseDocumentQueries }): EntryFinder {
    return new EntryFinder(options.documents);
  }

  private constructor(documents: DatabaseDocumentQueries) {
    this.#documents = documents;
  }

  async find(
    request: DocumentScope & { text: string; language?: DocumentLanguage },
  ): Promise<TroubleshootingAnswer> {
    const { text, repositories, kinds, language } = request;
    const isReader = kinds.has('troubleshooting');
    const troubleshooter = await this.#troubleshooter();
    const { matches, ...told } = await troubleshooter.match(text, entry =>
      isReader && repositories.has(entry.repository),
    );
    const documents = await this.#documents.summariesOf(
      matches.map(match => match.entry),
      language,
    );
    const reasonOf = new Map(
      matches.map(({ entry, reason }) => [keyOf(entry), reason]),
    );
    const found = documents.flatMap(document => {
      const reason = reasonOf.get(keyOf(document));
      return reason ? [{ document, reason }] : [];
    });
    // what is wrong in itself may not be advice; it stays before guesses by words
    const rankOf = ({ document, reason }: (typeof found)[number]) => {
      if (reason.kind === 'words') return 2;
      return document.freshness === 'broken' ? 1 : 0;
    };
    return { ...told, matches: found.sort((one, other) => rankOf(one) - rankOf(other)) };
  }

  async #troubleshooter(): Promise<Troubleshooter> {
    const version = await this.#documents.entriesVersion();
    if (this.#made?.version !== version) {
      const entries = await this.#documents.entries();
      const troubleshooter = createTroubleshooter(
        entries.map(({ summary, document }) => ({
          repository: summary.repository,
          document,
        })),
      );
      this.#made = { version, troubleshooter };
    }
    return this.#made.troubleshooter;
  }
}
