import { EventRecorder } from '../webhooks/EventRecorder';
import { Conversations } from './Conversations';
import { PullRequests } from './PullRequests';
import { Records } from './Records';
import { ReferenceChanges } from './ReferenceChanges';
import { Repositories } from './Repositories';

/**
 * Everything that the forge is made of, with no word of HTTP. REST, GraphQL,
 * pages and git's own protocol are thin adapters over these services.
 */
export class Forge extends Records {
  readonly events: EventRecorder;
  readonly pullRequests: PullRequests;
  readonly references: ReferenceChanges;
  readonly repositories: Repositories;
  readonly conversations: Conversations;

  private constructor(parts: ConstructorParameters<typeof Records>[0]) {
    super(parts);
    this.events = new EventRecorder(this);
    this.pullRequests = new PullRequests(this, this.events);
    this.references = new ReferenceChanges(
      this,
      this.events,
      this.pullRequests,
    );
    this.repositories = new Repositories(this, this.events);
    this.conversations = new Conversations(
      this,
      this.events,
      this.pullRequests,
    );
  }

  /** Opens the forge and repairs what an abrupt end left half done. */
  static async create(
    parts: ConstructorParameters<typeof Records>[0],
  ): Promise<Forge> {
    const forge = new Forge(parts);
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
