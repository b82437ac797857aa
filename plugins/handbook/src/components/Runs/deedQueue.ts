import { RunbookDeed } from '@connectly/plugin-handbook-common';
import { v4 as uuid } from 'uuid';

/** A deed that the server has not confirmed. */
export interface QueuedDeed {
  /** UUID of its entry. */
  id: string;
  /** Milliseconds, by this browser's clock. */
  madeAt: number;
  deed: RunbookDeed;
}

/**
 * Deeds of one person in one run that were not sent yet, of all the person's tabs. They lie in the browser's own storage, so that a
 * lost connection, a reload and a crash keep them: each by itself, as a tab that wrote all of them would undo what another one wrote.
 */
export class DeedQueue {
  readonly #prefix: string;
  /** Deeds that the browser does not store. */
  #unstored: QueuedDeed[] = [];

  constructor(run: string, person: string) {
    const before = `handbook-run ${run} ${person}`;
    this.#prefix = `${before} `;
    this.#takeOver(before);
  }

  /** In the order in which they were made. */
  get deeds(): QueuedDeed[] {
    return [...this.#stored(), ...this.#unstored].sort((a, b) => a.madeAt - b.madeAt);
  }

  add(deed: RunbookDeed): void {
    // what is made in the same millisecond has an order, too
    const madeAt = Math.max(Date.now(), (this.deeds.at(-1)?.madeAt ?? 0) + 1);
    this.#keep({ id: uuid(), madeAt, deed });
  }

  /** Whether no tab has sent it yet. */
  has(id: string): boolean {
    return this.deeds.some(each => each.id === id);
  }

  remove(id: string): void {
    this.#unstored = this.#unstored.filter(each => each.id !== id);
    try {
      window.localStorage.removeItem(this.#prefix + id);
    } catch {
      // nothing was stored
    }
  }

  /** Calls back when another tab has added or sent one; ends with what it returns. */
  follow(onChange: () => void): () => void {
    const listen = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(this.#prefix)) onChange();
    };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }

  /**
   * Runs what sends deeds, unless another tab is at it: it sends those of this tab, too.
   * A browser that cannot tell lets both send, and the server keeps what has the same id once.
   */
  async alone(send: () => Promise<void>): Promise<void> {
    const locks = window.navigator.locks as LockManager | undefined;
    if (!locks) await send();
    else await locks.request(this.#prefix, { ifAvailable: true }, async lock => lock && send());
  }

  #stored(): QueuedDeed[] {
    try {
      const keys = Object.keys(window.localStorage).filter(key => key.startsWith(this.#prefix));
      return keys.flatMap(key => readDeed(window.localStorage.getItem(key)));
    } catch {
      // no storage
      return [];
    }
  }

  /** Tells whether the browser stores it. */
  #keep(queued: QueuedDeed): boolean {
    try {
      window.localStorage.setItem(this.#prefix + queued.id, JSON.stringify(queued));
      return true;
    } catch {
      // kept while the page is open
      this.#unstored.push(queued);
      return false;
    }
  }

  /** A portal before this one kept all of them under one key. */
  #takeOver(key: string): void {
    try {
      const found: unknown = JSON.parse(window.localStorage.getItem(key) ?? '[]');
      const isKept = Array.isArray(found) ? found.filter(isDeed).map(deed => this.#keep(deed)) : [];
      // with a full storage it is the only place that outlives the page; what is sent from both is kept once by the server
      if (isKept.every(Boolean)) window.localStorage.removeItem(key);
    } catch {
      // somebody else's text under our name, or no storage
    }
  }
}

function readDeed(text: string | null): QueuedDeed[] {
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    return isDeed(found) ? [found] : [];
  } catch {
    // somebody else's text under our name
    return [];
  }
}

function isDeed(found: unknown): found is QueuedDeed {
  return typeof found === 'object' && found !== null && 'id' in found && 'madeAt' in found && 'deed' in found;
}
