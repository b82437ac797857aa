/** A repository as the forge lists it. */
export interface ListedRepository {
  owner: string;
  name: string;
  description: string;
  url: string;
  defaultBranch?: string;
  visibility: 'public' | 'private' | 'internal';
  archived: boolean;
  /** When anything was pushed last, as the forge writes it. */
  pushedAt?: string;
  /** Commit of the default branch. */
  head?: string;
}

/** Lists what an organisation has. A listing that is not whole throws; it never answers a part. */
export interface RepositoryListing {
  list(options: { signal?: AbortSignal }): Promise<ListedRepository[]>;
}
