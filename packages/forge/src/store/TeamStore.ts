import { AccountRow } from './AccountStore';
import { Database, timestamp } from './Database';

export interface TeamRow {
  id: number;
  organizationId: number;
  slug: string;
  name: string;
  description: string | null;
  privacy: 'closed' | 'secret';
  parentId: number | null;
  createdAt: string;
  updatedAt: string;
}

/** Teams of an organisation, their members and what repositories they reach. */
export class TeamStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(team: {
    organizationId: number;
    name: string;
    slug?: string;
    description?: string;
    privacy?: 'closed' | 'secret';
    parentId?: number;
  }): TeamRow {
    const now = timestamp();
    const id = this.#database.insert('teams', {
      organizationId: team.organizationId,
      slug: team.slug ?? slugOf(team.name),
      name: team.name,
      description: team.description,
      privacy: team.privacy ?? 'closed',
      parentId: team.parentId,
      createdAt: now,
      updatedAt: now,
    });
    return this.require(id);
  }

  update(
    id: number,
    values: Partial<
      Pick<TeamRow, 'name' | 'description' | 'privacy' | 'parentId' | 'slug'>
    >,
  ): TeamRow {
    this.#database.update('teams', id, { ...values, updatedAt: timestamp() });
    return this.require(id);
  }

  remove(id: number): void {
    this.#database.run('DELETE FROM teams WHERE id = ?', id);
  }

  byId(id: number): TeamRow | undefined {
    return this.#database.get('SELECT * FROM teams WHERE id = ?', id);
  }

  require(id: number): TeamRow {
    const team = this.byId(id);
    if (!team) throw new Error(`No team with id ${id}`);
    return team;
  }

  bySlug(organizationId: number, slug: string): TeamRow | undefined {
    return this.#database.get(
      'SELECT * FROM teams WHERE organizationId = ? AND slug = ?',
      organizationId,
      slug,
    );
  }

  list(organizationId: number): TeamRow[] {
    return this.#database.all(
      'SELECT * FROM teams WHERE organizationId = ? ORDER BY slug',
      organizationId,
    );
  }

  children(teamId: number): TeamRow[] {
    return this.#database.all(
      'SELECT * FROM teams WHERE parentId = ? ORDER BY slug',
      teamId,
    );
  }

  setMember(teamId: number, userId: number, role: string = 'member'): void {
    this.#database.run(
      `INSERT INTO teamMembers (teamId, userId, role) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET role = excluded.role`,
      teamId,
      userId,
      role,
    );
  }

  removeMember(teamId: number, userId: number): boolean {
    return (
      this.#database.run(
        'DELETE FROM teamMembers WHERE teamId = ? AND userId = ?',
        teamId,
        userId,
      ).changes > 0
    );
  }

  memberRole(teamId: number, userId: number): string | undefined {
    return this.#database.get<{ role: string }>(
      'SELECT role FROM teamMembers WHERE teamId = ? AND userId = ?',
      teamId,
      userId,
    )?.role;
  }

  members(teamId: number): Array<AccountRow & { role: string }> {
    return this.#database.all(
      `SELECT accounts.*, teamMembers.role FROM teamMembers
       JOIN accounts ON accounts.id = teamMembers.userId
       WHERE teamId = ? ORDER BY accounts.id`,
      teamId,
    );
  }

  /** The teams of one organisation that a person is in directly. */
  ofUser(organizationId: number, userId: number): TeamRow[] {
    return this.#database.all(
      `SELECT teams.* FROM teams JOIN teamMembers ON teamId = teams.id
       WHERE organizationId = ? AND userId = ? ORDER BY slug`,
      organizationId,
      userId,
    );
  }

  setRepository(
    teamId: number,
    repositoryId: number,
    permission: string,
  ): void {
    this.#database.run(
      `INSERT INTO teamRepositories (teamId, repositoryId, permission) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET permission = excluded.permission`,
      teamId,
      repositoryId,
      permission,
    );
  }

  removeRepository(teamId: number, repositoryId: number): boolean {
    return (
      this.#database.run(
        'DELETE FROM teamRepositories WHERE teamId = ? AND repositoryId = ?',
        teamId,
        repositoryId,
      ).changes > 0
    );
  }

  repositoryIds(
    teamId: number,
  ): Array<{ repositoryId: number; permission: string }> {
    return this.#database.all(
      `SELECT repositoryId, permission FROM teamRepositories
       WHERE teamId = ? ORDER BY repositoryId`,
      teamId,
    );
  }

  ofRepository(repositoryId: number): Array<TeamRow & { permission: string }> {
    return this.#database.all(
      `SELECT teams.*, teamRepositories.permission FROM teamRepositories
       JOIN teams ON teams.id = teamId WHERE repositoryId = ? ORDER BY slug`,
      repositoryId,
    );
  }

  /**
   * The permissions that a person has on a repository through teams; a member
   * of a child team has what its parents have.
   */
  permissionsThroughTeams(userId: number, repositoryId: number): string[] {
    return this.#database
      .all<{ permission: string }>(
        `WITH RECURSIVE mine(id) AS (
           SELECT teamId FROM teamMembers WHERE userId = ?
           UNION SELECT parentId FROM teams JOIN mine ON teams.id = mine.id
           WHERE parentId IS NOT NULL)
         SELECT permission FROM teamRepositories
         WHERE repositoryId = ? AND teamId IN (SELECT id FROM mine)`,
        userId,
        repositoryId,
      )
      .map(row => row.permission);
  }
}

/** The slug that GitHub makes of a team's name. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
