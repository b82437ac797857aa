import { RenderedProposal } from '@connectly/plugin-platform-common';

/** Names that are taken. @public */
export interface TakenNames {
  /** In the folder, on the default branch. */
  entries: string[];
  /** Paths that open pull requests change. */
  openPaths: string[];
  /** Of branches of this kind, without their common beginning. */
  branches: string[];
  /** Text of the file that the place names, on the default branch; `undefined` where there is none. */
  file?: string;
}

/** What is proposed: files whose place follows from what is taken. @public */
export interface Proposal {
  /** `owner/name`. */
  repository: string;
  /** Of the answers, see `digestOf`. */
  digest: string;
  /** The folder that names are taken in, the beginning of the branches' names, and a file that decides with them. */
  place: { directory: string; branches: string; file?: string };
  /** At the first free name. @throws PlatformError PLT-105 when there is none */
  renderNext(taken: TakenNames): Promise<RenderedProposal>;
  /** As it was made on a branch of this name. */
  renderAs(name: string): Promise<RenderedProposal>;
  /** What the pull request says to its reviewers, in Markdown. */
  describe(requester: string): string;
}
