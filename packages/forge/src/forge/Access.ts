import { ForgeError } from '../errors';
import { AccountRow, AccountStore } from '../store/AccountStore';
import { RepositoryRow, RepositoryStore } from '../store/RepositoryStore';
import { TeamStore } from '../store/TeamStore';
import {
  Caller,
  includes,
  Permission,
  permissionOf,
  strongest,
} from './Caller';

/**
 * Who may see and do what, with GitHub's way of refusing: what someone may not
 * see does not exist (404), what they may see and not do is forbidden (403).
 */
export class Access {
  readonly #accounts: AccountStore;
  readonly #teams: TeamStore;
  readonly #repositories: RepositoryStore;

  constructor(
    accounts: AccountStore,
    teams: TeamStore,
    repositories: RepositoryStore,
  ) {
    this.#accounts = accounts;
    this.#teams = teams;
    this.#repositories = repositories;
  }

  permission(
    caller: Caller | undefined,
    repository: RepositoryRow,
  ): Permission {
    const open: Permission =
      repository.visibility === 'public' ? 'read' : 'none';
    if (!caller) return open;
    if (caller.organizationId !== undefined) {
      return caller.organizationId === repository.ownerId ? 'admin' : open;
    }
    return strongest([
      open,
      this.accountPermission(caller.account, repository),
    ]);
  }

  accountPermission(
    account: AccountRow,
    repository: RepositoryRow,
  ): Permission {
    if (account.siteAdmin || account.id === repository.ownerId) return 'admin';
    const role = this.#accounts.role(repository.ownerId, account.id);
    if (role === 'admin') return 'admin';
    const owner = this.#accounts.require(repository.ownerId);
    return strongest([
      role ? permissionOf(owner.basePermission) : 'none',
      permissionOf(
        this.#repositories.collaboratorPermission(repository.id, account.id),
      ),
      ...this.#teams
        .permissionsThroughTeams(account.id, repository.id)
        .map(permissionOf),
    ]);
  }

  canSee(caller: Caller | undefined, repository: RepositoryRow): boolean {
    return this.permission(caller, repository) !== 'none';
  }

  /** @throws ForgeError 404, 401 or 403 when the caller may not do that */
  repository(
    caller: Caller | undefined,
    owner: string,
    name: string,
    wanted: Permission = 'read',
  ): RepositoryRow {
    const account = this.#accounts.byLogin(owner);
    const repository =
      account &&
      this.#repositories.byName(account.id, name.replace(/\.git$/, ''));
    if (!repository || !this.canSee(caller, repository)) {
      throw ForgeError.notFound();
    }
    this.requirePermission(caller, repository, wanted);
    return repository;
  }

  requirePermission(
    caller: Caller | undefined,
    repository: RepositoryRow,
    wanted: Permission,
  ): void {
    if (includes(this.permission(caller, repository), wanted)) {
      if (wanted !== 'read' && wanted !== 'admin' && repository.archived) {
        throw ForgeError.forbidden('Repository was archived so is read-only.');
      }
      return;
    }
    if (!caller) throw ForgeError.requiresAuthentication();
    throw ForgeError.forbidden(
      wanted === 'admin'
        ? 'Must have admin rights to Repository.'
        : 'Resource not accessible by personal access token',
    );
  }

  organization(login: string): AccountRow {
    const organization = this.#accounts.organization(login);
    if (!organization) throw ForgeError.notFound();
    return organization;
  }

  isMember(caller: Caller | undefined, organization: AccountRow): boolean {
    if (!caller) return false;
    return (
      Boolean(caller.account.siteAdmin) ||
      caller.organizationId === organization.id ||
      this.#accounts.role(organization.id, caller.account.id) !== undefined
    );
  }

  isOwner(caller: Caller | undefined, organization: AccountRow): boolean {
    if (!caller) return false;
    return (
      Boolean(caller.account.siteAdmin) ||
      caller.organizationId === organization.id ||
      this.#accounts.role(organization.id, caller.account.id) === 'admin'
    );
  }

  /** @throws ForgeError 401, 404 (outsiders learn nothing) or 403 */
  requireMember(caller: Caller | undefined, login: string): AccountRow {
    if (!caller) throw ForgeError.requiresAuthentication();
    const organization = this.organization(login);
    if (!this.isMember(caller, organization)) throw ForgeError.notFound();
    return organization;
  }

  requireOwner(caller: Caller | undefined, login: string): AccountRow {
    const organization = this.requireMember(caller, login);
    if (!this.isOwner(caller, organization)) {
      throw ForgeError.forbidden('You must be an admin of this organization.');
    }
    return organization;
  }
}

/** @throws ForgeError 401 for an anonymous caller */
export function requireCaller(caller: Caller | undefined): Caller {
  if (!caller) throw ForgeError.requiresAuthentication();
  return caller;
}
