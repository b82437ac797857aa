import { ProtectionSettings } from '../store/ProtectionStore';

/** What seeding needs to know of a person or a bot. */
export interface SeededUser {
  login: string;
  name?: string;
  email?: string;
  bio?: string;
  /** A program's account. */
  isBot?: boolean;
  isSiteAdmin?: boolean;
  /** Tokens that this account may use; kept as hashes. */
  tokens?: string[];
}

export interface SeededTeam {
  name: string;
  slug?: string;
  description?: string;
  privacy?: 'closed' | 'secret';
  /** The parent team's slug. */
  parent?: string;
  members?: Array<string | { login: string; role: 'member' | 'maintainer' }>;
}

export interface SeededRepository {
  name: string;
  description?: string;
  homepage?: string;
  visibility?: 'public' | 'private' | 'internal';
  topics?: string[];
  defaultBranch?: string;
  /** A local git repository whose branches and tags are taken over. */
  importFrom?: string;
  /** Permission by team slug: pull, triage, push, maintain or admin. */
  teams?: Record<string, string>;
  /** Protection by branch; `{}` asks for one approval. */
  protection?: Record<string, Partial<ProtectionSettings>>;
  hooks?: SeededHook[];
}

export interface SeededHook {
  url: string;
  secret?: string;
  events: string[];
}

/** A GitHub App; its private key stays with whoever signs with it. */
export interface SeededApp {
  slug: string;
  name: string;
  publicKey: string;
}

export interface SeededOrganization {
  login: string;
  name?: string;
  description?: string;
  /** What members may do with every repository; `read` when absent. */
  basePermission?: 'none' | 'read' | 'write' | 'admin';
  owners?: string[];
  members?: string[];
  teams?: SeededTeam[];
  repositories?: SeededRepository[];
  hooks?: SeededHook[];
  apps?: SeededApp[];
}

/** Everything that a forge is filled with at first. */
export interface Seed {
  users?: SeededUser[];
  organizations?: SeededOrganization[];
}
