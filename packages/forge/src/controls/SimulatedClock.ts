/**
 * The clock that limits are counted by. It runs with the real one and can be
 * moved forward, so that a test waits an hour in no time.
 */
export class SimulatedClock {
  #offset = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offset;
  }

  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  reset(): void {
    this.#offset = 0;
  }
}
