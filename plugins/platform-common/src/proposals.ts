import { RenderedFile } from './files';

/** What a pull request of a form would hold. @public */
export interface RenderedProposal {
  /** `owner/name` of the repository. */
  repository: string;
  /** Branch that the pull request comes from; its number may be another by the time that it is made. */
  branch: string;
  /** Title of the pull request. */
  title: string;
  files: RenderedFile[];
}

/** A pull request that a form made. @public */
export interface PublishedProposal {
  /** `owner/name`. */
  repository: string;
  branch: string;
  /** Number of the pull request. */
  pullRequest: number;
  pullRequestUrl: string;
  /** Paths that it adds. */
  files: string[];
}
