import { Database, Flag, Parameter, timestamp } from './Database';

export interface HookRow {
  id: number;
  organizationId: number | null;
  repositoryId: number | null;
  url: string;
  secret: string | null;
  contentType: 'json' | 'form';
  insecureSsl: string;
  events: string;
  active: Flag;
  createdAt: string;
  updatedAt: string;
}

export interface DeliveryRow {
  id: number;
  guid: string;
  hookId: number;
  event: string;
  action: string | null;
  repositoryId: number | null;
  payload: string;
  redelivery: Flag;
  state: 'queued' | 'done';
  statusCode: number;
  status: string;
  duration: number;
  requestHeaders: string;
  responseHeaders: string;
  responseBody: string | null;
  createdAt: string;
  deliveredAt: string | null;
}

export interface NewHook {
  organizationId?: number;
  repositoryId?: number;
  url: string;
  secret?: string;
  contentType: 'json' | 'form';
  insecureSsl?: string;
  events: string[];
  active?: boolean;
}

/** Webhooks and every delivery ever tried or still to try. */
export class HookStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(hook: NewHook): HookRow {
    const now = timestamp();
    const id = this.#database.insert('hooks', {
      organizationId: hook.organizationId,
      repositoryId: hook.repositoryId,
      url: hook.url,
      secret: hook.secret,
      contentType: hook.contentType,
      insecureSsl: hook.insecureSsl ?? '0',
      events: JSON.stringify(hook.events),
      active: hook.active ?? true,
      createdAt: now,
      updatedAt: now,
    });
    return this.byId(id)!;
  }

  update(id: number, values: Record<string, Parameter>): HookRow {
    this.#database.update('hooks', id, { ...values, updatedAt: timestamp() });
    return this.byId(id)!;
  }

  remove(id: number): void {
    this.#database.run('DELETE FROM hooks WHERE id = ?', id);
  }

  byId(id: number): HookRow | undefined {
    return this.#database.get('SELECT * FROM hooks WHERE id = ?', id);
  }

  ofOrganization(organizationId: number): HookRow[] {
    return this.#database.all(
      'SELECT * FROM hooks WHERE organizationId = ? ORDER BY id',
      organizationId,
    );
  }

  ofRepository(repositoryId: number): HookRow[] {
    return this.#database.all(
      'SELECT * FROM hooks WHERE repositoryId = ? ORDER BY id',
      repositoryId,
    );
  }

  /** The active hooks that want an event of that repository or organisation. */
  wanting(
    event: string,
    place: { organizationId: number; repositoryId?: number },
  ): HookRow[] {
    return this.#database
      .all<HookRow>(
        `SELECT * FROM hooks WHERE active = 1
         AND (organizationId = ? OR repositoryId = ?) ORDER BY id`,
        place.organizationId,
        place.repositoryId,
      )
      .filter(hook => {
        const events: string[] = JSON.parse(hook.events);
        return events.includes('*') || events.includes(event);
      });
  }

  // Deliveries

  enqueue(delivery: {
    guid: string;
    hookId: number;
    event: string;
    action?: string;
    repositoryId?: number;
    payload: string;
    redelivery?: boolean;
  }): number {
    return this.#database.insert('deliveries', {
      ...delivery,
      redelivery: delivery.redelivery ?? false,
      state: 'queued',
      createdAt: timestamp(),
    });
  }

  queued(): DeliveryRow[] {
    return this.#database.all(
      "SELECT * FROM deliveries WHERE state = 'queued' ORDER BY id",
    );
  }

  finish(
    id: number,
    outcome: {
      statusCode: number;
      status: string;
      duration: number;
      requestHeaders: string;
      responseHeaders: string;
      responseBody: string;
    },
  ): void {
    this.#database.update('deliveries', id, {
      ...outcome,
      state: 'done',
      deliveredAt: timestamp(),
    });
  }

  delivery(hookId: number, id: number): DeliveryRow | undefined {
    return this.#database.get(
      'SELECT * FROM deliveries WHERE hookId = ? AND id = ?',
      hookId,
      id,
    );
  }

  /** Newest first; `before` is the id to start under. */
  deliveries(hookId: number, limit: number, before?: number): DeliveryRow[] {
    return this.#database.all(
      `SELECT * FROM deliveries WHERE hookId = ? AND id < ? ORDER BY id DESC LIMIT ?`,
      hookId,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    );
  }

  /** Forgets finished deliveries older than that moment. */
  prune(olderThan: string): void {
    this.#database.run(
      "DELETE FROM deliveries WHERE state = 'done' AND createdAt < ?",
      olderThan,
    );
  }
}
