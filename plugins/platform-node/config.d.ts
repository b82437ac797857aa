export interface Config {
  /** The organisation whose platform this portal serves. */
  platform?: {
    /**
     * The organisation at the forge that owns every repository. Default `connectly`.
     * @visibility frontend
     */
    organisation?: string;
    /**
     * Name of the central repository inside the organisation. Default `platform`.
     * @visibility frontend
     */
    centralRepository?: string;
    /** Default branch of the central repository and of new services. Default `main`. */
    defaultBranch?: string;
    /** Base URL for git as it stands in module sources. Default `https://github.com`. */
    gitUrl?: string;
    /**
     * Base URL of the forge's pages for people. Default: the value of `gitUrl`.
     * @visibility frontend
     */
    webUrl?: string;
    /** AWS region. Default `ap-northeast-2`. */
    region?: string;
    /**
     * Logins at the forge whose comments and reviews do not count as people's work, so that a creation can still be undone
     * once Atlantis has commented its plan. The bot of a GitHub App is named with its suffix: `connectly-atlantis[bot]`.
     * The portal's own login is always one. Default: none.
     */
    machineUsers?: string[];
    /**
     * Key with which the portal signs what it makes, so that nobody can pass off a repository as somebody's creation. The same
     * for every replica and for the command line; at least 32 random characters. With another key, earlier creations can
     * neither be resumed nor be undone. Default: the first secret of `backend.auth.keys`.
     * @visibility secret
     */
    creationKey?: string;
    /**
     * Registry and path that images are pushed to, without the service's name. Default `ghcr.io/<organisation>`. For another
     * registry than GitHub's, the workflows of services sign in with the organisation's secrets `REGISTRY_USER` and
     * `REGISTRY_PASSWORD`.
     */
    imageRegistry?: string;
  };
}
