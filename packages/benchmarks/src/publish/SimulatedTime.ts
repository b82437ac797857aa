/**
 * Hours in minutes: while it is installed, `Date.now` runs with the real clock plus what was skipped, and the waits of
 * Octokit's throttling (its scheduler, Bottleneck) are skipped in place of waited for. The forge counts its limits by
 * the same `Date.now`, so to it and to Octokit the time has passed. All other timers stay real. Waits that overlap are
 * skipped one after the other, and the work between costs its real time, on either side.
 */
export class SimulatedTime {
  readonly #now = Date.now;
  readonly #setTimeout = globalThis.setTimeout;
  #skipped = 0;

  /** Replaces the clock of this process until `restore`. */
  static install(): SimulatedTime {
    return new SimulatedTime();
  }

  private constructor() {
    const real = this.#setTimeout;
    Date.now = () => this.#now() + this.#skipped;
    const replacement = (callback: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) => {
      // under 10 ms it is Bottleneck's way of yielding, not a wait
      if (!delay || delay < 10 || !new Error().stack?.includes('bottleneck')) return real(callback, delay, ...values);
      const until = Date.now() + delay;
      return real(() => {
        this.skip(Math.max(0, until - Date.now()));
        callback(...values);
      }, 0);
    };
    globalThis.setTimeout = Object.assign(replacement, real) as typeof setTimeout;
  }

  /** Moves the clock forward. */
  skip(milliseconds: number): void {
    this.#skipped += milliseconds;
  }

  restore(): void {
    Date.now = this.#now;
    globalThis.setTimeout = this.#setTimeout;
  }
}
