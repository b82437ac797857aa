import { AccountRow } from '../store/AccountStore';

/** Who makes a request. Anonymous callers are `undefined`. */
export interface Caller {
  account: AccountRow;
  /** Counts limits: one token is one budget. */
  budget: string;
  /** Set for a token of an app's installation: reach is that organisation. */
  organizationId?: number;
}

/** What someone may do with a repository, weakest first. */
export const permissionLevels = [
  'none',
  'read',
  'triage',
  'write',
  'maintain',
  'admin',
] as const;

export type Permission = (typeof permissionLevels)[number];

/** REST calls read and write `pull` and `push`. */
export function permissionOf(text: string | null | undefined): Permission {
  if (text === 'pull') return 'read';
  if (text === 'push') return 'write';
  return permissionLevels.find(level => level === text) ?? 'none';
}

export function strongest(permissions: readonly Permission[]): Permission {
  return permissions.reduce<Permission>(
    (best, each) => (includes(each, best) ? each : best),
    'none',
  );
}

/** Whether `have` is at least `wanted`. */
export function includes(have: Permission, wanted: Permission): boolean {
  return permissionLevels.indexOf(have) >= permissionLevels.indexOf(wanted);
}
