export interface Config {
  platform?: {
    /**
     * Base URL for git as it stands in module sources: snippets show its host. Default `https://github.com`.
     * @visibility frontend
     */
    gitUrl?: string;
    /**
     * Base URL of the forge's pages, to which files and repositories link. Default: the value of `gitUrl`.
     * @visibility frontend
     */
    webUrl?: string;
  };
}
