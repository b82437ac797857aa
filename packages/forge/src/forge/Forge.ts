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
import { EventRecorder } from '../webhooks/EventRecorder';
import { Access } from './Access';
import { BranchProtection } from './BranchProtection';
import { Conversations } from './Conversations';
import { PullRequests } from './PullRequests';
import { ReferenceChanges } from './ReferenceChanges';
import { Repositories } from './Repositories';
import { Urls } from './Urls';

/**
 * Everything that the forge is made of, with no word of HTTP. REST, GraphQL,
 * pages and git's own protocol are thin adapters over these services.
 */
export class Forge {
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
  readonly events: EventRecorder;
  readonly references: ReferenceChanges;
  readonly repositories: Repositories;
  readonly pullRequests: PullRequests;
  readonly conversations: Conversations;

  private constructor(
    database: Database,
    git: GitRepositories,
    urls: Urls,
    controls: Controls,
  ) {
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
    this.events = new EventRecorder(this);
    this.references = new ReferenceChanges(this);
    this.repositories = new Repositories(this);
    this.pullRequests = new PullRequests(this);
    this.conversations = new Conversations(this);
  }

  /** Opens the forge and repairs what an abrupt end left half done. */
  static async create(parts: {
    database: Database;
    git: GitRepositories;
    urls: Urls;
    controls: Controls;
  }): Promise<Forge> {
    const forge = new Forge(
      parts.database,
      parts.git,
      parts.urls,
      parts.controls,
    );
    await forge.repositories.recover();
    await forge.references.recover();
    forge.dispatcher.start();
    return forge;
  }

  async close(): Promise<void> {
    await this.dispatcher.stop();
    this.git.close();
    this.database.close();
  }
}
