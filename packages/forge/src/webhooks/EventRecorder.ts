import { randomUUID } from 'node:crypto';
import type { Records } from '../forge/Records';
import { simpleOrganization, simpleUser } from '../present/accounts';
import { fullRepository } from '../present/repositories';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow } from '../store/RepositoryStore';

/** Something that hooks may want to know. */
export interface ForgeEvent {
  event: string;
  action?: string;
  organization: AccountRow;
  repository?: RepositoryRow;
  sender: AccountRow;
  /** What is particular to this event; repository, organization and sender are added. */
  payload: Json;
}

/**
 * Writes one queued delivery for each hook that wants an event. Called inside
 * the transaction of the change itself, so that both are kept or neither is.
 */
export class EventRecorder {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Whether anybody listens, so that a costly payload need not be made. */
  isWanted(event: string, repository: RepositoryRow): boolean {
    return (
      this.#records.hooks.wanting(event, {
        organizationId: repository.ownerId,
        repositoryId: repository.id,
      }).length > 0
    );
  }

  record(event: ForgeEvent): void {
    const hooks = this.#records.hooks.wanting(event.event, {
      organizationId: event.organization.id,
      repositoryId: event.repository?.id,
    });
    if (hooks.length === 0) return;
    const payload = JSON.stringify(this.payload(event));
    for (const hook of hooks) {
      this.#records.hooks.enqueue({
        guid: randomUUID(),
        hookId: hook.id,
        event: event.event,
        action: event.action,
        repositoryId: event.repository?.id,
        payload,
      });
    }
    this.#records.dispatcher.wake();
  }

  /** Records an event about a repository, by someone. */
  recordFor(
    repository: RepositoryRow,
    sender: AccountRow,
    event: string,
    action: string | undefined,
    payload: Json,
  ): void {
    this.record({
      event,
      action,
      organization: this.#records.accounts.require(repository.ownerId),
      repository,
      sender,
      payload,
    });
  }

  payload(event: ForgeEvent): Json {
    const view = { records: this.#records, urls: this.#records.urls };
    return {
      ...(event.action === undefined ? {} : { action: event.action }),
      ...event.payload,
      ...(event.repository
        ? { repository: fullRepository(view, event.repository) }
        : {}),
      ...(event.organization.type === 'Organization'
        ? { organization: simpleOrganization(view, event.organization) }
        : {}),
      sender: simpleUser(view, event.sender),
    };
  }
}
