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
  broken: boolean | number;
  search: string;
  hash: string;
  summary: string;
  data: string;
}

export interface RawDbLabelRow {
  repository: string;
  path: string;
  type: 'about' | 'tag';
  value: string;
}
