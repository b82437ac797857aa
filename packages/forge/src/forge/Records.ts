import { Controls } from '../controls/Controls';
import { GitRepositories } from '../git/GitRepositories';
import { AccountStore } from '../store/AccountStore';
import { AppStore } from '../store/AppStore';
import { CommentStore } from '../store/CommentStore';
import { Database } from '../store/Database';
import { HookStore } from '../store/HookStore';
import { ProtectionStore } from '../store/ProtectionStore';
import { PullRequestStore } from '../store/PullRequestStore';
import { RepositoryStore } from '../store/RepositoryStore';
import { StatusStore } from '../store/StatusStore';
import { TeamStore } from '../store/TeamStore';
import { DeliveryDispatcher } from '../webhooks/DeliveryDispatcher';
import { Access } from './Access';
import { BranchProtection } from './BranchProtection';
import { Urls } from './Urls';

/** What the forge keeps and who may do what with it; the services that change it stand on this. */
export class Records {
  readonly database: Database;
  readonly urls: Urls;
  readonly controls: Controls;
  readonly git: GitRepositories;

  readonly accounts: AccountStore;
  readonly teams: TeamStore;
  readonly apps: AppStore;
  readonly repositoryStore: RepositoryStore;
  readonly pullRequestStore: PullRequestStore;
  readonly comments: CommentStore;
  readonly statuses: StatusStore;
  readonly hooks: HookStore;
  readonly protections: ProtectionStore;

  readonly access: Access;
  readonly protection: BranchProtection;
  readonly dispatcher: DeliveryDispatcher;

  constructor(parts: {
    database: Database;
    git: GitRepositories;
    urls: Urls;
    controls: Controls;
  }) {
    const { database, git, urls, controls } = parts;
    this.database = database;
    this.git = git;
    this.urls = urls;
    this.controls = controls;

    this.accounts = new AccountStore(database);
    this.teams = new TeamStore(database);
    this.apps = new AppStore(database);
    this.repositoryStore = new RepositoryStore(database);
    this.pullRequestStore = new PullRequestStore(database);
    this.comments = new CommentStore(database);
    this.statuses = new StatusStore(database);
    this.hooks = new HookStore(database);
    this.protections = new ProtectionStore(database);

    this.access = new Access(this.accounts, this.teams, this.repositoryStore);
    this.protection = new BranchProtection({
      protections: this.protections,
      pullRequests: this.pullRequestStore,
      statuses: this.statuses,
      access: this.access,
      accounts: this.accounts,
      repositories: this.repositoryStore,
      git,
    });
    this.dispatcher = new DeliveryDispatcher(this.hooks, controls);
  }
}
