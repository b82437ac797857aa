/** Roles that a guest may choose, with the sign-in provider behind each. */
export const guestRoles = [
  { key: 'serviceDeveloper', provider: 'guest-service-developer' },
  { key: 'platformEngineer', provider: 'guest-platform-engineer' },
  { key: 'onCall', provider: 'guest-on-call' },
] as const;

/** One of {@link guestRoles}. */
export type GuestRole = (typeof guestRoles)[number];
