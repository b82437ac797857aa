/** A repository that the portal mirrors. @public */
export interface Repository {
  /** Host of the forge with its port where it has one, such as `github.com`. */
  host: string;
  /** `owner/name`, unique on its host. */
  fullName: string;
  owner: string;
  name: string;
  description: string;
  /** Web address of the repository's page, without a trailing slash. */
  url: string;
  /** Missing while the repository is empty. */
  defaultBranch?: string;
  visibility: 'public' | 'private' | 'internal';
  archived: boolean;
  /** True for the repository whose release tags are read too. */
  central: boolean;
  /** Commit of the default branch as it was read last. */
  commit?: string;
  /** Why the last read failed; what is served is the state before it. */
  problem?: string;
}

/** A branch or tag whose files are mirrored. @public */
export interface RepositoryRef {
  /** Full name, such as `refs/heads/main` or `refs/tags/alb/v1.0.0`. */
  name: string;
  commit: string;
}

/** What a commit says about itself. @public */
export interface CommitFacts {
  /** ISO time at which it was committed. */
  at: string;
  /** Name of its author, as written: anybody may write any name. */
  author: string;
  /** First line of its message. */
  subject: string;
}

/** What one ref has, mirrored or not. @public */
export interface RepositoryPaths {
  ref: string;
  commit: string;
  /** From the repository's root, in Git's order; missing when they are not known. */
  paths?: string[];
}

/** Mirrored files of one ref. @public */
export interface RepositoryTree {
  ref: string;
  commit: string;
  /** Of the commit; missing at a tag, and while the ref was last read by an earlier release. */
  facts?: CommitFacts;
  /** Texts by path from the repository's root. */
  files: Record<string, string>;
}

/** A commit of a branch's past, with the asked for files that it touched. @public */
export interface PastCommit {
  commit: string;
  facts: CommitFacts;
  files: PastFile[];
}

/** A file as a commit of the past left it. @public */
export interface PastFile {
  path: string;
  /** Missing where the commit took the file away, or made something of it that is no text. */
  content?: string;
  /** The commit brought the file in: it was not there before. */
  added: boolean;
}

/** What files of the default branch were. @public */
export interface RepositoryHistory {
  /** The commit at which it ends. */
  commit: string;
  /** The commit after which it begins; missing when it begins as early as it can. */
  since?: string;
  /** False when there is more before it than is read. */
  complete: boolean;
  /** The oldest first. What a merge brought in is one commit: the merge. */
  commits: PastCommit[];
}

/** A page of a longer list. @public */
export interface Page<T> {
  items: T[];
  /** Length of the whole list. */
  total: number;
}

/** A page of the mirrored repositories. @public */
export interface RepositoryPage extends Page<Repository> {
  /** False until every organisation was read once: what is not in the list yet is not gone. */
  complete: boolean;
}
