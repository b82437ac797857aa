import {
  DocumentChoices,
  DocumentDetails,
  DocumentFinding,
  DocumentHistory,
  DocumentKind,
  DocumentLanguage,
  DocumentQuery,
  DocumentSummary,
  DocumentText,
  HandbookDocument,
  OwnedDocuments,
} from '@connectly/plugin-handbook-common';
import { fileOf, missingReleaseFinding } from '@connectly/plugin-handbook-node';
import { containing, ProjectionRow } from '@connectly/plugin-platform-node';
import { Knex } from 'knex';
import { DocumentScope } from '../access/ReadableDocuments';
import { releaseOf } from '../projection/releaseLabels';
import { readHistory } from './DatabaseVersions';
import { DocumentFreshness, labelsOf } from './DocumentFreshness';
import { orderByUrgency, whereSuperseding } from './documentOrder';
import { RawDbDocumentRow, RawDbLabelRow } from './rows';

/** Tags and repositories that a list offers at most, each. */
const choiceLimit = 200;

/** What a stored document's `summary` holds: what a list shows and no other column says. */
export type StoredSummary = Omit<
  DocumentSummary,
  'freshness' | 'languages' | 'about' | 'tags'
>;

/** A document as it is stored. */
export interface StoredDocument {
  summary: StoredSummary;
  document: HandbookDocument;
}

/** Reads documents. Every answer is limited to what its caller may read. */
export class DatabaseDocumentQueries {
  readonly #database: Knex;
  readonly #freshness: DocumentFreshness;

  static create(options: {
    client: Knex;
    now?: () => Date;
  }): DatabaseDocumentQueries {
    const { client, now = () => new Date() } = options;
    return new DatabaseDocumentQueries(client, new DocumentFreshness(client, now));
  }

  private constructor(database: Knex, freshness: DocumentFreshness) {
    this.#database = database;
    this.#freshness = freshness;
  }

  async list(
    query: DocumentQuery & DocumentScope & {
      offset: number;
      limit: number;
    },
  ): Promise<{ items: DocumentSummary[]; total: number }> {
    const rows = this.#inLanguage(query.language);
    whereReadable(rows, query);
    for (const column of ['kind', 'repository', 'owner', 'state'] as const) {
      const value = query[column];
      if (value) {
        rows.where(`documents.${column}`, value);
      }
    }
    if (query.tag) {
      rows.whereExists(labelsOf(this.#database, 'tag').where({ value: query.tag }));
    }
    if (query.about) {
      const about = labelsOf(this.#database, 'about').where({ value: query.about });
      const { orRepository } = query;
      rows.where(one => {
        one.whereExists(about);
        if (orRepository) one.orWhere('documents.repository', orRepository);
      });
    }
    if (query.superseding) {
      whereSuperseding(rows);
    }
    for (const word of query.search?.split(/\s+/).filter(Boolean) ?? []) {
      rows.whereRaw(`documents.search like ? escape '\\'`, [containing(word)]);
    }
    this.#freshness.where(rows, query.freshness);
    const [{ count }] = await rows
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    if (query.order === 'urgency') {
      orderByUrgency(rows, this.#freshness);
    }
    if (query.superseding) {
      // a cut parts one pair at most
      rows.orderBy('documents.repository');
    }
    const found = await rows
      .orderBy([
        'documents.kind',
        'documents.sort',
        'documents.repository',
        'documents.path',
      ])
      .offset(query.offset)
      .limit(query.limit)
      .select<RawDbDocumentRow[]>('documents.*');
    return { items: await this.#summaries(found), total: Number(count) };
  }

  /** What a list can be narrowed by: the most frequent values, in their order. */
  async choices(query: DocumentScope & {
    kind?: DocumentQuery['kind'];
  }): Promise<DocumentChoices> {
    const most = async (rows: Knex.QueryBuilder, column: string) => {
      whereReadable(rows, query);
      if (query.kind) {
        rows.where('documents.kind', query.kind);
      }
      const counted = await rows
        .groupBy(column)
        .select(`${column} as value`)
        .count<{ value: string }[]>({ count: '*' })
        .orderBy([{ column: 'count', order: 'desc' }, { column: 'value' }])
        .limit(choiceLimit + 1);
      return counted.map(row => row.value);
    };
    const repositories = await most(
      this.#inLanguage('en'),
      'documents.repository',
    );
    const owners = await most(this.#inLanguage('en'), 'documents.owner');
    const tags = await most(
      this.#inLanguage('en')
        .join('document_labels', join =>
          join
            .on('document_labels.repository', 'documents.repository')
            .on('document_labels.path', 'documents.path'),
        )
        .where('document_labels.type', 'tag'),
      'document_labels.value',
    );
    return {
      tags: tags.slice(0, choiceLimit),
      repositories: repositories.slice(0, choiceLimit),
      owners: owners.slice(0, choiceLimit),
      cut: {
        tags: tags.length > choiceLimit,
        repositories: repositories.length > choiceLimit,
        owners: owners.length > choiceLimit,
      },
    };
  }

  /** Every owner of documents, by reference. */
  async owners(scope: DocumentScope): Promise<OwnedDocuments[]> {
    const count = async (freshness?: DocumentQuery['freshness']) => {
      const rows = this.#inLanguage('en');
      whereReadable(rows, scope);
      this.#freshness.where(rows, freshness);
      const counted = await rows
        .groupBy('owner')
        .select('owner')
        .count<{ owner: string; count: number | string }[]>({ count: '*' });
      return new Map(counted.map(each => [each.owner, Number(each.count)]));
    };
    const all = await count();
    const overdue = await count('overdue');
    const broken = await count('broken');
    return [...all].sort().map(([owner, documents]) => ({
      owner,
      documents,
      overdue: overdue.get(owner) ?? 0,
      broken: broken.get(owner) ?? 0,
    }));
  }

  /** One document with its text, in the language asked for or the one that there is. */
  async get(request: DocumentScope & {
    repository: string;
    path: string;
    language?: DocumentLanguage;
  }): Promise<
    | (StoredDocument & {
        shown: DocumentSummary;
        place: { ref: string; commit: string };
      })
    | undefined
  > {
    const { repositories, kinds, repository, path, language } = request;
    if (!repositories.has(repository)) {
      return undefined;
    }
    const row = await this.#inLanguage(language)
      .where({ 'documents.repository': repository, 'documents.path': path })
      .first<RawDbDocumentRow>('documents.*');
    if (!row || !kinds.has(row.kind as DocumentKind)) {
      return undefined;
    }
    const [shown] = await this.#summaries([row]);
    const place = await this.#database<ProjectionRow>('projections')
      .where({ repository })
      .first('ref', 'commit');
    // Both were there when the row was; a repository that is removed meanwhile takes its documents with it.
    return place && { ...storedOf(row), shown, place };
  }

  /** One document as it is shown, in the language asked for or the one that there is. */
  async details(
    request: Parameters<DatabaseDocumentQueries['get']>[0],
  ): Promise<DocumentDetails | undefined> {
    const found = await this.get(request);
    if (!found) {
      return undefined;
    }
    const { findings, ...content } = found.document;
    const { repository, path, language } = found.shown;
    const lost = await this.#freshness.missingEntities()
      .whereIn(
        'entity',
        this.#database<RawDbLabelRow>('document_labels')
          .where({ repository, path })
          .whereIn('type', ['about', 'release'])
          .select('value'),
      )
      .orderBy('entity')
      .select<{ entity: string }[]>('entity');
    const notThere = namesIn(lost.map(({ entity }) => entity)).map((name): DocumentFinding => {
      if (name.includes(':')) {
        return {
          severity: 'error',
          code: 'PLT-703',
          message: `The catalog has no "${name}".`,
          file: path,
          line: content.aboutLine ?? 1,
        };
      }
      const here = content.releases?.find(release => release.tag === name);
      // the other language's file may name it alone
      const file = here ? fileOf({ path, language }) : path;
      return missingReleaseFinding(name, { file, line: here?.line ?? 1 });
    });
    const undated = found.shown.reviewDue
      ? []
      : [neverDue(fileOf({ path, language }))];
    // a list has their number only
    return {
      ...found.shown,
      ...found.place,
      content,
      findings: [...findings, ...notThere, ...undated],
    };
  }

  /** What a document was, in the language asked for or the one that there is; nothing of one that the caller may not see. */
  async history(
    request: Parameters<DatabaseDocumentQueries['get']>[0],
  ): Promise<DocumentHistory> {
    const found = await this.get(request);
    return found
      ? readHistory(this.#database, found.shown)
      : { versions: [] };
  }

  /** Every document in every language, for a search index. */
  async texts(
    page: DocumentScope & { offset: number; limit: number },
  ): Promise<{ items: DocumentText[]; total: number }> {
    const query = this.#database<RawDbDocumentRow>('documents');
    whereReadable(query, page);
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query
      .orderBy(['repository', 'path', 'language'])
      .offset(page.offset)
      .limit(page.limit);
    const items = rows.map(storedOf).map(({ summary, document }) => ({
      repository: summary.repository,
      path: summary.path,
      language: summary.language,
      kind: summary.kind,
      title: summary.title,
      owner: summary.owner,
      tags: document.tags,
      entry: summary.troubleshooting?.entry,
      symptom: summary.troubleshooting?.symptom,
      match: document.troubleshooting?.match,
      scenario: document.runbook?.scenario,
      text: document.text,
    }));
    return { items, total: Number(count) };
  }

  /** Every troubleshooting entry in every language. */
  async entries(): Promise<StoredDocument[]> {
    const rows = await this.#database<RawDbDocumentRow>('documents')
      .where({ kind: 'troubleshooting' })
      .orderBy(['repository', 'path', 'language']);
    return rows.map(storedOf);
  }

  /** Changes when any troubleshooting entry does. */
  async entriesVersion(): Promise<string> {
    const rows = await this.#database<RawDbDocumentRow>('documents')
      .where({ kind: 'troubleshooting' })
      .orderBy(['repository', 'path', 'language'])
      .select('repository', 'hash');
    return rows.map(row => `${row.repository} ${row.hash}`).join('\n');
  }

  /** Lists what lists show of the named documents, in their order; what is not there any more is left out. */
  async summariesOf(
    documents: { repository: string; path: string }[],
    language: DocumentLanguage | undefined,
  ): Promise<DocumentSummary[]> {
    const summaries: DocumentSummary[] = [];
    for (const { repository, path } of documents) {
      const rows = await this.#inLanguage(language)
        .where({ 'documents.repository': repository, 'documents.path': path })
        .select<RawDbDocumentRow[]>('documents.*');
      summaries.push(...(await this.#summaries(rows)));
    }
    return summaries;
  }

  /** One row a document: in the language that is asked for, else in the other one. There are two. */
  #inLanguage(language: DocumentLanguage = 'en'): Knex.QueryBuilder {
    return this.#database('documents').where(one =>
      one
        .where('documents.language', language)
        .orWhereNotExists(
          this.#database('documents as other')
            .whereRaw('other.repository = documents.repository')
            .whereRaw('other.path = documents.path')
            .where('other.language', language)
            .select(this.#database.raw('1')),
        ),
    );
  }

  async #summaries(rows: RawDbDocumentRow[]): Promise<DocumentSummary[]> {
    const repositories = [...new Set(rows.map(row => row.repository))];
    const paths = [...new Set(rows.map(row => row.path))];
    // Some more than these documents' may come; they are left out below.
    const labels = await this.#database<RawDbLabelRow>('document_labels')
      .whereIn('repository', repositories)
      .whereIn('path', paths)
      .where(one =>
        one
          .whereIn('type', ['about', 'tag'])
          .orWhereIn('value', this.#freshness.missingEntities().select('entity')),
      );
    const languages = await this.#database<RawDbDocumentRow>('documents')
      .whereIn('repository', repositories)
      .whereIn('path', paths)
      .select('repository', 'path', 'language');
    const missing = new Set(
      (await this.#freshness.missingEntities().select<{ entity: string }[]>('entity')).map(
        row => row.entity,
      ),
    );
    return rows.map(row => {
      const mine = <T extends { repository: string; path: string }>(all: T[]) =>
        all.filter(
          each => each.repository === row.repository && each.path === row.path,
        );
      const valuesOf = (type: RawDbLabelRow['type']) =>
        mine(labels)
          .filter(label => label.type === type)
          .map(label => label.value)
          .sort();
      const about = valuesOf('about');
      const named = [...about, ...valuesOf('release')];
      const lost = namesIn(named.filter(label => missing.has(label)));
      const summary = JSON.parse(row.summary) as StoredSummary;
      const undated = row.review_due === null ? 1 : 0;
      return {
        ...summary,
        reviewDue: row.review_due ?? undefined,
        findings: summary.findings + lost.length + undated,
        languages: mine(languages)
          .map(each => each.language as DocumentLanguage)
          .sort(),
        about,
        tags: valuesOf('tag'),
        freshness: this.#freshness.of(row, lost.length),
      };
    });
  }
}

/** Only what the caller may read. */
function whereReadable(rows: Knex.QueryBuilder, { repositories, kinds }: DocumentScope): void {
  rows.whereIn('documents.repository', [...repositories]).whereIn('documents.kind', [...kinds]);
}

/** What labels name, each once: one language may name a release with certainty, and the other without. */
function namesIn(labels: string[]): string[] {
  return [...new Set(labels.map(label => releaseOf(label).tag))];
}

/** Nobody would ever be asked to look at it again. */
function neverDue(file: string): DocumentFinding {
  return {
    severity: 'warning',
    code: 'PLT-702',
    message:
      'When it was looked at last is not known: it has no "reviewed", and its last commit is not read.',
    file,
    line: 1,
  };
}

function storedOf(row: RawDbDocumentRow): StoredDocument {
  return {
    summary: JSON.parse(row.summary) as StoredSummary,
    document: JSON.parse(row.data) as HandbookDocument,
  };
}
