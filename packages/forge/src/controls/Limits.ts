import { SimulatedClock } from './SimulatedClock';

/** GitHub's published limits; `Infinity` switches one off. */
export interface LimitSettings {
  /** REST requests in an hour for one token. */
  requestsPerHour: number;
  /** Requests that create content, in a minute and in an hour. */
  contentPerMinute: number;
  contentPerHour: number;
  /** REST points in a minute: a read is 1, a write is 5. */
  pointsPerMinute: number;
}

export const githubLimits: LimitSettings = {
  requestsPerHour: 5_000,
  contentPerMinute: 80,
  contentPerHour: 500,
  pointsPerMinute: 900,
};

/** Why a request is refused. */
export type Refusal =
  | { kind: 'primary'; resetSeconds: number }
  | { kind: 'secondary'; retryAfterSeconds: number };

interface Budget {
  windowStart: number;
  used: number;
  content: number[];
  points: Array<{ at: number; cost: number }>;
}

const minute = 60_000;
const hour = 3_600_000;

/** Counts each token's requests by the simulated clock. */
export class Limits {
  readonly #clock: SimulatedClock;
  readonly #budgets = new Map<string, Budget>();
  #settings: LimitSettings | undefined;

  constructor(clock: SimulatedClock) {
    this.#clock = clock;
  }

  enforce(settings: Partial<LimitSettings> = {}): void {
    this.#settings = { ...githubLimits, ...settings };
    this.#budgets.clear();
  }

  relax(): void {
    this.#settings = undefined;
    this.#budgets.clear();
  }

  get settings(): LimitSettings {
    return this.#settings ?? githubLimits;
  }

  get isEnforced(): boolean {
    return this.#settings !== undefined;
  }

  /** Counts a request, or says why it must wait. A refused one costs nothing. */
  charge(
    token: string,
    request: { createsContent: boolean; isRead: boolean; isFree: boolean },
  ): Refusal | undefined {
    const now = this.#clock.now();
    const budget = this.#budget(token, now);
    if (request.isFree) return undefined;
    const cost = request.isRead ? 1 : 5;
    if (this.#settings) {
      const refusal = this.#refusal(budget, now, request.createsContent, cost);
      if (refusal) return refusal;
    }
    budget.used += 1;
    budget.points.push({ at: now, cost });
    if (request.createsContent) budget.content.push(now);
    return undefined;
  }

  /** What `x-ratelimit-…` headers and `/rate_limit` say. */
  state(token: string): {
    limit: number;
    remaining: number;
    used: number;
    reset: number;
  } {
    const budget = this.#budget(token, this.#clock.now());
    const limit = this.settings.requestsPerHour;
    return {
      limit,
      remaining: Math.max(0, limit - budget.used),
      used: Math.min(budget.used, limit),
      reset: Math.ceil((budget.windowStart + hour) / 1000),
    };
  }

  #refusal(
    budget: Budget,
    now: number,
    createsContent: boolean,
    cost: number,
  ): Refusal | undefined {
    const settings = this.settings;
    if (budget.used >= settings.requestsPerHour) {
      return {
        kind: 'primary',
        resetSeconds: Math.ceil((budget.windowStart + hour) / 1000),
      };
    }
    const waits: number[] = [];
    if (createsContent) {
      const lastMinute = budget.content.filter(at => at > now - minute);
      if (lastMinute.length >= settings.contentPerMinute) {
        waits.push(
          lastMinute[lastMinute.length - settings.contentPerMinute] +
            minute -
            now,
        );
      }
      if (budget.content.length >= settings.contentPerHour) {
        waits.push(
          budget.content[budget.content.length - settings.contentPerHour] +
            hour -
            now,
        );
      }
    }
    const spent = budget.points.reduce((sum, point) => sum + point.cost, 0);
    if (spent + cost > settings.pointsPerMinute) {
      waits.push(budget.points[0].at + minute - now);
    }
    if (waits.length === 0) return undefined;
    return {
      kind: 'secondary',
      retryAfterSeconds: Math.max(1, Math.ceil(Math.max(...waits) / 1000)),
    };
  }

  #budget(token: string, now: number): Budget {
    let budget = this.#budgets.get(token);
    if (!budget) {
      budget = { windowStart: now, used: 0, content: [], points: [] };
      this.#budgets.set(token, budget);
    }
    if (now >= budget.windowStart + hour) {
      budget.windowStart = now;
      budget.used = 0;
    }
    while (budget.content.length > 0 && budget.content[0] <= now - hour) {
      budget.content.shift();
    }
    while (budget.points.length > 0 && budget.points[0].at <= now - minute) {
      budget.points.shift();
    }
    return budget;
  }
}
