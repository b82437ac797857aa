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
 * Deeds of one person in one run that were not sent yet. They lie in the browser's own storage, so that a lost connection, a reload
 * and a crash keep them.
 */
export class DeedQueue {
  readonly #key: string;
  /** Used alone where the browser has no storage. */
  #deeds: QueuedDeed[];

  constructor(run: string, person: string) {
    this.#key = `handbook-run ${run} ${person}`;
    this.#deeds = this.#stored();
  }

  get deeds(): QueuedDeed[] {
    return this.#deeds;
  }

  add(deed: RunbookDeed): void {
    this.#keep([...this.#deeds, { id: uuid(), madeAt: Date.now(), deed }]);
  }

  remove(id: string): void {
    this.#keep(this.#deeds.filter(each => each.id !== id));
  }

  #stored(): QueuedDeed[] {
    try {
      const found: unknown = JSON.parse(window.localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(found) ? (found as QueuedDeed[]) : [];
    } catch {
      // somebody else's text under our name, or no storage
      return [];
    }
  }

  #keep(deeds: QueuedDeed[]): void {
    this.#deeds = deeds;
    try {
      if (deeds.length > 0) window.localStorage.setItem(this.#key, JSON.stringify(deeds));
      else window.localStorage.removeItem(this.#key);
    } catch {
      // kept while the page is open
    }
  }
}
