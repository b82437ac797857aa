import { Database } from './Database';

/** What a branch protection rule asks for. */
export interface ProtectionSettings {
  /** Changes only by pull request; how many approvals, or undefined when pushes are fine. */
  requiredApprovals: number | undefined;
  requiredContexts: string[];
  strictContexts: boolean;
  requireCodeOwnerReviews: boolean;
  dismissStaleReviews: boolean;
  /** The last push needs the approval of somebody who did not push it. */
  requireLastPushApproval: boolean;
  enforceAdmins: boolean;
  allowForcePushes: boolean;
  allowDeletions: boolean;
  requireLinearHistory: boolean;
  requireConversationResolution: boolean;
  /** Logins and app slugs that may push or merge past the rule. */
  bypass: string[];
}

export const openProtection: ProtectionSettings = {
  requiredApprovals: undefined,
  requiredContexts: [],
  strictContexts: false,
  requireCodeOwnerReviews: false,
  dismissStaleReviews: false,
  requireLastPushApproval: false,
  enforceAdmins: false,
  allowForcePushes: false,
  allowDeletions: false,
  requireLinearHistory: false,
  requireConversationResolution: false,
  bypass: [],
};

export interface Protection {
  id: number;
  repositoryId: number;
  pattern: string;
  settings: ProtectionSettings;
}

interface ProtectionRow {
  id: number;
  repositoryId: number;
  pattern: string;
  settings: string;
}

/** Branch protection rules, by pattern as GitHub keeps them. */
export class ProtectionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  set(
    repositoryId: number,
    pattern: string,
    settings: ProtectionSettings,
    creatorId: number,
  ): Protection {
    this.#database.run(
      `INSERT INTO protections (repositoryId, pattern, settings, creatorId) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET settings = excluded.settings`,
      repositoryId,
      pattern,
      JSON.stringify(settings),
      creatorId,
    );
    return this.byPattern(repositoryId, pattern)!;
  }

  byPattern(repositoryId: number, pattern: string): Protection | undefined {
    return this.list(repositoryId).find(rule => rule.pattern === pattern);
  }

  byId(id: number): Protection | undefined {
    const row = this.#database.get<ProtectionRow>(
      'SELECT * FROM protections WHERE id = ?',
      id,
    );
    return row && read(row);
  }

  list(repositoryId: number): Protection[] {
    return this.#database
      .all<ProtectionRow>(
        'SELECT * FROM protections WHERE repositoryId = ? ORDER BY id',
        repositoryId,
      )
      .map(read);
  }

  remove(id: number): void {
    this.#database.run('DELETE FROM protections WHERE id = ?', id);
  }

  /** The rule of a branch: an exact name wins over a pattern. */
  forBranch(repositoryId: number, branch: string): Protection | undefined {
    const rules = this.list(repositoryId);
    return (
      rules.find(rule => rule.pattern === branch) ??
      rules.find(rule => matches(rule.pattern, branch))
    );
  }
}

function read(row: ProtectionRow): Protection {
  return {
    ...row,
    settings: { ...openProtection, ...JSON.parse(row.settings) },
  };
}

/** fnmatch as GitHub uses it: `*` stays inside one path part, `**` does not. */
function matches(pattern: string, branch: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*|\*|\?/g, wildcard => {
      if (wildcard === '**') return '.*';
      return wildcard === '*' ? '[^/]*' : '[^/]';
    });
  return new RegExp(`^${source}$`).test(branch);
}
