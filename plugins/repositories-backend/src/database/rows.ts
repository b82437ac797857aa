import { Repository } from '@connectly/plugin-repositories-common';

export interface RawDbRepositoryRow {
  id: string;
  provider: string;
  host: string;
  owner: string;
  name: string;
  description: string;
  url: string;
  default_branch: string | null;
  visibility: Repository['visibility'];
  archived: boolean | number;
  central: boolean | number;
  pushed_at: string | null;
  head: string | null;
  selection: string | null;
  problem: string | null;
  revision: number;
}

export interface RawDbRefRow {
  repository_id: string;
  name: string;
  commit: string;
  tree: string;
  /** {@link CommitFacts} as JSON. */
  facts: string | null;
}

export interface RawDbRefPathsRow {
  repository_id: string;
  name: string;
  commit: string;
  /** JSON; missing when they are too long. */
  paths: string | null;
}

export interface RawDbTreeEntryRow {
  tree: string;
  path: string;
  blob: string;
}

export interface RawDbBlobRow {
  id: string;
  content: string;
}

export interface RawDbTreeImageRow {
  tree: string;
  path: string;
  image: string;
}

export interface RawDbImageRow {
  id: string;
  type: string;
  content: Buffer;
}

export interface RawDbPendingRemovalRow {
  scope: string;
  fingerprint: string;
  removals: number;
  /** Milliseconds since the epoch. */
  since: number | string | null;
}

/** A repository with what the reader remembers of it. */
export interface StoredRepository extends Repository {
  id: string;
  provider: string;
  pushedAt?: string;
  selection?: string;
  revision: number;
}

/** The key of a repository: forges tell names apart without regard to case. */
export function repositoryId(host: string, fullName: string): string {
  return `${host}/${fullName}`.toLowerCase();
}

export function toRepository(row: RawDbRepositoryRow): StoredRepository {
  return {
    id: row.id,
    provider: row.provider,
    host: row.host,
    fullName: `${row.owner}/${row.name}`,
    owner: row.owner,
    name: row.name,
    description: row.description,
    url: row.url,
    defaultBranch: row.default_branch ?? undefined,
    visibility: row.visibility,
    archived: Boolean(row.archived),
    central: Boolean(row.central),
    commit: row.head ?? undefined,
    problem: row.problem ?? undefined,
    pushedAt: row.pushed_at ?? undefined,
    selection: row.selection ?? undefined,
    revision: row.revision,
  };
}
