/** One role that a guest may choose at sign-in. Never configure it in production. */
interface GuestRole {
  /** The catalog user that the guest signs in as, such as `user:default/jiwoo`. */
  userEntityRef: string;
  /** Allows it although NODE_ENV is not development; requests from other machines stay refused. */
  dangerouslyAllowOutsideDevelopment?: boolean;
}

export interface Config {
  auth?: {
    providers?: {
      'guest-service-developer'?: GuestRole;
      'guest-platform-engineer'?: GuestRole;
      'guest-on-call'?: GuestRole;
    };
  };
}
