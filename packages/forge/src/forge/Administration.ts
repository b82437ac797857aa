import { ForgeError } from '../errors';
import { GitError, runGit } from '../git/runGit';
import { AccountRow, generateToken } from '../store/AccountStore';
import { NewHook } from '../store/HookStore';
import { openProtection } from '../store/ProtectionStore';
import { RepositoryRow } from '../store/RepositoryStore';
import type { Forge } from './Forge';
import { NewRepository } from './Repositories';
import {
  Seed,
  SeededApp,
  SeededHook,
  SeededOrganization,
  SeededRepository,
  SeededTeam,
  SeededUser,
} from './Seed';

/**
 * Fills a forge without going through its API: for seeding and for tests.
 * Every step brings things to the given state, so a seed may run again.
 *
 * @public
 */
export class Administration {
  readonly #forge: Forge;

  constructor(forge: Forge) {
    this.#forge = forge;
  }

  async seed(seed: Seed): Promise<void> {
    for (const user of seed.users ?? []) this.ensureUser(user);
    for (const organization of seed.organizations ?? []) {
      await this.ensureOrganization(organization);
    }
  }

  ensureUser(user: SeededUser): AccountRow {
    return this.#forge.database.transaction(() => {
      const account = this.#forge.accounts.ensure({
        type: user.isBot ? 'Bot' : 'User',
        login: user.login,
        name: user.name,
        email: user.email,
        description: user.bio,
        siteAdmin: user.isSiteAdmin,
      });
      for (const token of user.tokens ?? []) {
        this.#forge.accounts.addToken(account.id, token);
      }
      return account;
    });
  }

  /** Gives an account a new token and returns it; only its hash is kept. */
  issueToken(login: string): string {
    const token = generateToken('ghp');
    this.#forge.accounts.addToken(this.#account(login).id, token);
    return token;
  }

  async ensureOrganization(wanted: SeededOrganization): Promise<void> {
    const { accounts, database, hooks } = this.#forge;
    const organization = accounts.ensure({
      type: 'Organization',
      login: wanted.login,
      name: wanted.name,
      description: wanted.description,
    });
    if (wanted.basePermission) {
      database.update('accounts', organization.id, {
        basePermission: wanted.basePermission,
      });
    }
    database.transaction(() => {
      for (const login of wanted.members ?? []) {
        accounts.setMembership(
          organization.id,
          this.#account(login).id,
          'member',
        );
      }
      for (const login of wanted.owners ?? []) {
        accounts.setMembership(
          organization.id,
          this.#account(login).id,
          'admin',
        );
      }
      for (const team of wanted.teams ?? [])
        this.#ensureTeam(organization, team);
    });
    for (const app of wanted.apps ?? []) this.#ensureApp(organization, app);
    for (const repository of wanted.repositories ?? []) {
      await this.#ensureRepository(organization, repository);
    }
    for (const hook of wanted.hooks ?? []) {
      const known = hooks.ofOrganization(organization.id);
      this.#ensureHook(known, hook, { organizationId: organization.id });
    }
  }

  /** Creates an empty repository, or returns the one of that name. */
  async ensureRepository(
    organization: string,
    wanted: SeededRepository,
  ): Promise<RepositoryRow> {
    return this.#ensureRepository(this.#account(organization), wanted);
  }

  /**
   * Takes over every branch and tag of a local git repository; what the forge
   * has besides stays. A branch that went another way here is left alone.
   */
  async importRepository(
    organization: string,
    name: string,
    from: string,
    options: Partial<NewRepository> = {},
  ): Promise<RepositoryRow> {
    return this.#ensureRepository(this.#account(organization), {
      name,
      description: options.description,
      visibility: options.visibility,
      defaultBranch: options.defaultBranch,
      importFrom: from,
    });
  }

  #account(login: string): AccountRow {
    const account = this.#forge.accounts.byLogin(login);
    if (!account)
      throw new Error(`The seed names '${login}', who is not known`);
    return account;
  }

  #ensureTeam(organization: AccountRow, wanted: SeededTeam): void {
    const { teams, accounts } = this.#forge;
    const slug = wanted.slug ?? wanted.name.toLowerCase();
    const parent = wanted.parent
      ? teams.bySlug(organization.id, wanted.parent)
      : undefined;
    const known = teams.bySlug(organization.id, slug);
    const team = known
      ? teams.update(known.id, {
          name: wanted.name,
          description: wanted.description ?? known.description,
          privacy: wanted.privacy ?? known.privacy,
          parentId: parent?.id ?? known.parentId,
        })
      : teams.create({
          organizationId: organization.id,
          name: wanted.name,
          slug: wanted.slug,
          description: wanted.description,
          privacy: wanted.privacy,
          parentId: parent?.id,
        });
    for (const member of wanted.members ?? []) {
      const { login, role } =
        typeof member === 'string' ? { login: member, role: 'member' } : member;
      const account = this.#account(login);
      if (!accounts.role(organization.id, account.id)) {
        accounts.setMembership(organization.id, account.id, 'member');
      }
      teams.setMember(team.id, account.id, role);
    }
  }

  async #ensureRepository(
    owner: AccountRow,
    wanted: SeededRepository,
  ): Promise<RepositoryRow> {
    const { repositoryStore, repositories, teams, hooks, protections } =
      this.#forge;
    const actor = this.#actor(owner);
    const repository =
      repositoryStore.byName(owner.id, wanted.name) ??
      (await repositories.create(
        {
          owner,
          name: wanted.name,
          description: wanted.description,
          homepage: wanted.homepage,
          visibility: wanted.visibility ?? 'private',
          defaultBranch: wanted.defaultBranch,
        },
        actor,
      ));
    if (wanted.importFrom)
      await this.#import(repository, actor, wanted.importFrom);
    if (wanted.topics) {
      repositoryStore.update(repository.id, {
        topics: JSON.stringify(wanted.topics),
      });
    }
    for (const [slug, permission] of Object.entries(wanted.teams ?? {})) {
      const team = teams.bySlug(owner.id, slug);
      if (!team)
        throw new Error(
          `The seed names the team '${slug}', which is not known`,
        );
      teams.setRepository(team.id, repository.id, permission);
    }
    for (const [branch, settings] of Object.entries(wanted.protection ?? {})) {
      protections.set(
        repository.id,
        branch,
        { ...openProtection, requiredApprovals: 1, ...settings },
        actor.id,
      );
    }
    for (const hook of wanted.hooks ?? []) {
      this.#ensureHook(hooks.ofRepository(repository.id), hook, {
        repositoryId: repository.id,
      });
    }
    return repositoryStore.require(repository.id);
  }

  async #import(
    repository: RepositoryRow,
    actor: AccountRow,
    from: string,
  ): Promise<void> {
    const git = this.#forge.git.get(repository.id);
    await this.#forge.references.receive(repository, actor, async () => {
      try {
        await runGit(
          git.directory,
          [
            'fetch',
            '--quiet',
            '--no-write-fetch-head',
            from,
            'refs/heads/*:refs/heads/*',
            'refs/tags/*:refs/tags/*',
          ],
          { allowed: [1] },
        );
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        throw ForgeError.unprocessable(
          `Cannot import ${from}: ${error.stderr.trim()}`,
        );
      }
    });
  }

  #ensureHook(
    known: ReadonlyArray<{ id: number; url: string }>,
    wanted: SeededHook,
    place: Pick<NewHook, 'organizationId' | 'repositoryId'>,
  ): void {
    const same = known.find(each => each.url === wanted.url);
    if (same) {
      this.#forge.hooks.update(same.id, {
        secret: wanted.secret,
        events: JSON.stringify(wanted.events),
      });
    } else {
      this.#forge.hooks.create({ ...place, ...wanted, contentType: 'json' });
    }
  }

  #ensureApp(owner: AccountRow, wanted: SeededApp): void {
    const { apps, accounts } = this.#forge;
    const known = apps.bySlug(wanted.slug);
    const bot = accounts.ensure({
      type: 'Bot',
      login: `${wanted.slug}[bot]`,
      name: wanted.name,
    });
    const app =
      known ??
      apps.create({
        slug: wanted.slug,
        name: wanted.name,
        ownerId: owner.id,
        botId: bot.id,
        publicKey: wanted.publicKey,
      });
    apps.setPublicKey(app.id, wanted.publicKey);
    apps.install(app.id, owner.id);
  }

  /** Who is named as the doer of what a seed does. */
  #actor(organization: AccountRow): AccountRow {
    const { accounts } = this.#forge;
    const admin = [...accounts.list('User'), ...accounts.list('Bot')].find(
      account => account.siteAdmin,
    );
    return admin ?? organization;
  }
}
