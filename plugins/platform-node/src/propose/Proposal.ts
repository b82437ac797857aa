import { RenderedProposal } from '@connectly/plugin-platform-common';

/** Names that are taken. @public */
export interface TakenNames {
  /** In the folder, on the default branch. */
  entries: string[];
  /** Paths that open pull requests change. */
  openPaths: string[];
  /** Of branches of this kind, without their common beginning. */
  branches: string[];
}

/** What is proposed: files whose place follows from what is taken. @public */
export interface Proposal {
  /** `owner/name`. */
  repository: string;
  /** Of the answers, see `digestOf`. */
  digest: string;
  /** The folder that names are taken in, and the beginning of the branches' names. */
  place: { directory: string; branches: string };
  /** At the first free name. @throws PlatformError PLT-105 when there is none */
  renderNext(taken: TakenNames): Promise<RenderedProposal>;
  /** As it was made on a branch of this name. */
  renderAs(name: string): Promise<RenderedProposal>;
  /** What the pull request says to its reviewers, in Markdown. */
  describe(requester: string): string;
}
