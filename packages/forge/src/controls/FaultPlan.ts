/** Which requests a fault meets; every given field must match. */
export interface FaultMatch {
  method?: string;
  /** A route template (`/repos/{owner}/{repo}`), `/graphql`, `git-upload-pack`, `git-receive-pack`. */
  route?: string;
  /** A GraphQL operation's name or one of its top fields. */
  operation?: string;
}

/** What goes wrong, where and how often. */
export interface Fault extends FaultMatch {
  /**
   * `status`: answers with that status before any work. `drop`: closes the
   * connection before any work. `drop-after`: does the work, then closes the
   * connection without an answer. `status-after`: does the work, then answers
   * with that status. `slow`: waits, then does the work. `slow-after`: does the
   * work, then waits before it answers.
   */
  effect:
    | 'status'
    | 'drop'
    | 'drop-after'
    | 'status-after'
    | 'slow'
    | 'slow-after';
  /** For the status effects; 502 when absent. */
  status?: number;
  /** How long the slow effects wait; 0 when absent. */
  milliseconds?: number;
  /** Sent along with a status, for example `retry-after`. */
  headers?: Record<string, string>;
  /** How many matching requests pass before the fault; 0 when absent. */
  skip?: number;
  /** How many requests it meets then; 1 when absent. */
  times?: number;
}

interface PlannedFault extends Fault {
  seen: number;
}

/** Faults that wait for their request. */
export class FaultPlan {
  #faults: PlannedFault[] = [];

  add(fault: Fault): void {
    this.#faults.push({ ...fault, seen: 0 });
  }

  /** The fault for this request, counted as met. */
  take(request: {
    method: string;
    route: string;
    operations: readonly string[];
  }): Fault | undefined {
    let met: Fault | undefined;
    for (const fault of this.#faults) {
      if (fault.method && fault.method !== request.method) continue;
      if (fault.route && fault.route !== request.route) continue;
      if (fault.operation && !request.operations.includes(fault.operation)) {
        continue;
      }
      fault.seen += 1;
      const nth = fault.seen - (fault.skip ?? 0);
      if (!met && nth >= 1 && nth <= (fault.times ?? 1)) met = fault;
    }
    this.#faults = this.#faults.filter(
      fault => fault.seen < (fault.skip ?? 0) + (fault.times ?? 1),
    );
    return met;
  }

  get waiting(): number {
    return this.#faults.length;
  }

  clear(): void {
    this.#faults = [];
  }
}
