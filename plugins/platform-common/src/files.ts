/** One file of a repository, as it is committed. @public */
export interface RenderedFile {
  /** Path from the repository's root, with `/`. */
  path: string;
  /** UTF-8 text. */
  content: string;
  /** Git's executable bit. */
  executable?: boolean;
}

/** Everything that Create commits for a service, sorted by path. @public */
export interface RenderedService {
  /** First commit on the default branch: everything but Terraform. */
  foundation: RenderedFile[];
  /** What the *provision* pull request adds: `terraform/` and `atlantis.yaml`. */
  provision: RenderedFile[];
  /** The file that the *registration* pull request adds to the central repository. */
  registration: RenderedFile;
  /** Module versions that the Terraform calls, by module name. */
  moduleVersions: Record<string, string>;
}
