export interface Config {
  platform?: {
    /**
     * Offers the guest's roles at sign-in instead of GitHub. For the portal on one machine only.
     * @visibility frontend
     */
    guests?: boolean;
  };
}
