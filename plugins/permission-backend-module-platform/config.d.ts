export interface Config {
  permission?: {
    platform?: {
      /** The teams of each role, as entity references, of groups unless they say otherwise. Everybody in another team is a service developer. */
      roles?: {
        /** Default `group:default/platform`. */
        platformEngineer?: string[];
        /** Default `group:default/on-call`. */
        onCall?: string[];
      };
    };
  };
}
