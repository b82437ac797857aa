export interface RawDbProjectionRow {
  repository: string;
  ref: string;
  commit: string;
  reader: number;
}

export interface RawDbDocumentRow {
  repository: string;
  path: string;
  language: string;
  kind: string;
  owner: string;
  title: string;
  state: string | null;
  sort: string;
  review_due: string | null;
  /** Months after its last commit until the review of a document that names no date itself. */
  undated: number | null;
  broken: boolean | number;
  search: string;
  hash: string;
  summary: string;
  data: string;
}

export interface RawDbLabelRow {
  repository: string;
  path: string;
  type: 'about' | 'tag' | 'release';
  value: string;
}

export interface RawDbRunRow {
  id: string;
  repository: string;
  path: string;
  exercise: boolean | number;
  started_at: string;
  started_by: string;
  ended_at: string | null;
  outcome: string | null;
  steps: number;
  rto_minutes: number | null;
  open: string | null;
  documents: string;
}

export interface RawDbEntryRow {
  run: string;
  sequence: number;
  id: string;
  at: string;
  by: string;
  deed: string;
}

export interface RawDbVersionRow {
  id: number;
  repository: string;
  path: string;
  language: string;
  commit: string;
  facts: string | null;
  state: string | null;
  hash: string;
  text: string;
  inherited: boolean | number;
}

export interface RawDbPastRow {
  repository: string;
  commit: string | null;
  until: number;
  tried_at: string;
  problem: string | null;
}
