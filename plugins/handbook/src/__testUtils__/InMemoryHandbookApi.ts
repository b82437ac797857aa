import { NotFoundError } from '@backstage/errors';
import { DocumentDetails, DocumentHistory, DocumentQuery, DocumentSummary, TroubleshootingAnswer } from '@connectly/plugin-handbook-common';
import { HandbookApi } from '../api';
import { InMemoryRuns } from './InMemoryRuns';

const urgency = { broken: 0, overdue: 1, fresh: 2 };

/** {@link HandbookApi} over plain lists, which pages and filters as the backend does. */
export class InMemoryHandbookApi implements HandbookApi {
  /** Queries of the list, in the order in which they came. */
  readonly queries: DocumentQuery[] = [];
  /** Texts that were pasted. */
  readonly pasted: string[] = [];
  /** Set it to make every call fail. */
  failure?: Error;

  documents: DocumentSummary[] = [];
  details: DocumentDetails[] = [];
  answer: TroubleshootingAnswer = { matches: [], masked: 0, truncated: false, incomplete: false };
  complete = true;
  /** Whether there are more choices than are listed. */
  cut = { tags: false, repositories: false, owners: false };
  history: DocumentHistory = { versions: [] };
  /** The reader's connection to the runs of runbooks. */
  runs: ReturnType<InMemoryRuns['connect']> = new InMemoryRuns().connect('user:default/guest');

  listDocuments: HandbookApi['listDocuments'] = async query => {
    this.#maybeFail();
    this.queries.push(query);
    const { kind, repository, owner, about, orRepository, tag, state, freshness, superseding, order } = query;
    const { search = '', offset = 0, limit = 50 } = query;
    const items = this.documents.filter(
      document =>
        (!kind || document.kind === kind) &&
        (!repository || document.repository === repository) &&
        (!owner || document.owner === owner) &&
        (!about || document.about.includes(about) || document.repository === orRepository) &&
        (!tag || document.tags.includes(tag)) &&
        (!state || document.decision?.state === state) &&
        (!freshness || (freshness === 'attention' ? document.freshness !== 'fresh' : document.freshness === freshness)) &&
        (!superseding || document.decision?.supersededBy !== undefined || Boolean(document.decision?.supersedes.length)) &&
        document.title.toLowerCase().includes(search.toLowerCase()),
    );
    if (order === 'urgency') items.sort((left, right) => urgency[left.freshness] - urgency[right.freshness]);
    return { items: items.slice(offset, offset + limit), total: items.length, complete: this.complete };
  };

  listChoices: HandbookApi['listChoices'] = async ({ kind }) => {
    this.#maybeFail();
    const documents = this.documents.filter(document => !kind || document.kind === kind);
    const unique = (values: string[]) => [...new Set(values)].sort();
    return {
      tags: unique(documents.flatMap(document => document.tags)),
      repositories: unique(documents.map(document => document.repository)),
      owners: unique(documents.map(document => document.owner)),
      cut: this.cut,
    };
  };

  getDocument: HandbookApi['getDocument'] = async ({ repository, path, language = 'en' }) => {
    this.#maybeFail();
    const all = this.details.filter(each => each.repository === repository && each.path === path);
    const found = all.find(each => each.language === language) ?? all[0];
    if (!found) throw new NotFoundError('PLT-404: there is none');
    return found;
  };

  listOwners: HandbookApi['listOwners'] = async () => {
    this.#maybeFail();
    return [...new Set(this.documents.map(document => document.owner))].map(owner => {
      const owned = this.documents.filter(document => document.owner === owner);
      const of = (freshness: string) => owned.filter(document => document.freshness === freshness).length;
      return { owner, documents: owned.length, overdue: of('overdue'), broken: of('broken') };
    });
  };

  getHistory: HandbookApi['getHistory'] = async () => this.history;

  troubleshoot: HandbookApi['troubleshoot'] = async ({ text }) => {
    this.#maybeFail();
    this.pasted.push(text);
    return this.answer;
  };

  listRuns: HandbookApi['listRuns'] = (...given) => this.runs.listRuns(...given);
  startRun: HandbookApi['startRun'] = (...given) => this.runs.startRun(...given);
  getRun: HandbookApi['getRun'] = (...given) => this.runs.getRun(...given);
  followRun: HandbookApi['followRun'] = (...given) => this.runs.followRun(...given);
  reportDeed: HandbookApi['reportDeed'] = (...given) => this.runs.reportDeed(...given);
  getRunReport: HandbookApi['getRunReport'] = (...given) => this.runs.getRunReport(...given);

  #maybeFail() {
    if (this.failure) throw this.failure;
  }
}
