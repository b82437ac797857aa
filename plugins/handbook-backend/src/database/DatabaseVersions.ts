import {
  DecisionState,
  DocumentHistory,
  DocumentLanguage,
  DocumentVersion,
  HandbookDocument,
} from '@connectly/plugin-handbook-common';
import { insertRows } from '@connectly/plugin-platform-node';
import { CommitFacts } from '@connectly/plugin-repositories-common';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { RawDbDocumentRow, RawDbVersionRow } from './rows';

const shown = 100;

/** A version of a document before it is kept. */
export type NewVersion = Omit<RawDbVersionRow, 'id'>;

/** What tells one version from the next: words, title and state. */
export function versionHash(title: string, state: string | null, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([title, state, text]))
    .digest('hex');
}

/** The newest version that is known of each document of a repository, in each language. */
export function newestVersions(transaction: Knex.Transaction, repository: string) {
  return transaction<RawDbVersionRow>('document_versions')
    .whereIn(
      'id',
      transaction('document_versions')
        .where({ repository })
        .groupBy('path', 'language')
        .max('id'),
    );
}

/** Remembers those of a read's documents whose words differ from the version before. */
export async function keepVersions(
  transaction: Knex.Transaction,
  read: {
    repository: string;
    commit: string;
    facts?: CommitFacts;
    /** The commit that was shown before; without one nobody knows which documents are older than this commit. */
    previousCommit?: string;
    documents: RawDbDocumentRow[];
  },
): Promise<void> {
  const { repository, commit, facts, previousCommit } = read;
  const newest = await newestVersions(transaction, repository).select('path', 'language', 'hash');
  const known = new Map(newest.map(row => [keyOf(row), row.hash]));
  const versions = read.documents.flatMap((row): NewVersion[] => {
    const { text, title } = JSON.parse(row.data) as HandbookDocument;
    const hash = versionHash(title, row.state, text);
    return known.get(keyOf(row)) === hash
      ? []
      : [
          {
            repository,
            path: row.path,
            language: row.language,
            commit,
            facts: facts ? JSON.stringify(facts) : null,
            state: row.state,
            hash,
            text,
            inherited: previousCommit === undefined,
          },
        ];
  });
  await insertRows(transaction, 'document_versions', versions);
}

/** What a document was, as far as it is known. */
export async function readHistory(
  database: Knex,
  document: { repository: string; path: string; language: DocumentLanguage },
): Promise<DocumentHistory> {
  const { repository, path, language } = document;
  const rows = database<RawDbVersionRow>('document_versions').where({
    repository,
    path,
    language,
  });
  const newest = await rows
    .clone()
    .orderBy('id', 'desc')
    .limit(shown)
    .select('commit', 'facts', 'state', 'hash', 'inherited');
  const versions = newest.map((row, index) => ({
    ...versionOf(row),
    // only of the first one does nobody know what was before
    ...(row.inherited && index === newest.length - 1
      ? { inherited: true }
      : {}),
  }));
  if (newest[0]?.state !== 'accepted') {
    return { versions };
  }
  // since it was accepted last: one that was proposed again begins anew
  const before = await rows
    .clone()
    .whereRaw("coalesce(state, '') <> 'accepted'")
    .max<{ id: number | null }[]>({ id: 'id' });
  const accepted = await rows
    .clone()
    .andWhere('id', '>', before[0]?.id ?? 0)
    .orderBy('id')
    .first();
  return accepted && accepted.hash !== newest[0].hash
    ? { versions, accepted: { ...versionOf(accepted), text: accepted.text } }
    : { versions };
}

function versionOf({
  commit,
  facts,
  state,
}: Pick<RawDbVersionRow, 'commit' | 'facts' | 'state'>): DocumentVersion {
  return {
    commit,
    ...(facts ? (JSON.parse(facts) as CommitFacts) : {}),
    ...(state ? { state: state as DecisionState } : {}),
  };
}

export function keyOf({ path, language }: { path: string; language: string }): string {
  return `${language} ${path}`;
}
