import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { RepositoryHistoryService } from '@connectly/plugin-repositories-node';
import { DatabasePasts, DuePast } from '../database/DatabasePasts';
import { replayHistory } from './replayHistory';

/** Where documents lie. */
const directory = 'docs/';
const extension = '.md';

/** What the filler works with. */
export interface HistoryFillerOptions {
  history: RepositoryHistoryService;
  pasts: DatabasePasts;
  auth: AuthService;
  logger: LoggerService;
}

/**
 * Reads what documents were before the portal read them, and between two of its reads: everything once for each repository, then
 * what came since, and everything again where the branch does not descend from that any more. Documents are shown, searched and
 * followed without it; while it fails their history is what the portal itself has read.
 */
export class HistoryFiller {
  readonly #options: HistoryFillerOptions;

  static create(options: HistoryFillerOptions): HistoryFiller {
    return new HistoryFiller(options);
  }

  private constructor(options: HistoryFillerOptions) {
    this.#options = options;
  }

  /** Reads what is due, one repository after the other. Never throws for one that cannot be read. */
  async run(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { pasts, logger } = this.#options;
    for (const due of await pasts.due()) {
      if (options.signal?.aborted) {
        return;
      }
      try {
        await this.#fill(due, options.signal);
      } catch (error) {
        const { statusCode, name, message } = error as Error & { statusCode?: number };
        // the reader of Git has moved on, and documents soon will
        const early = statusCode === 404 || name === 'NotFoundError';
        if (!early && !options.signal?.aborted) {
          await pasts.keepProblem(due, message);
          logger.warn(`PLT-401: what documents of "${due.repository}" were cannot be read`, error as Error);
        }
      }
    }
  }

  async #fill(due: DuePast, signal?: AbortSignal): Promise<void> {
    const { pasts, auth } = this.#options;
    const { repository, commit, since } = due;
    const history = await this.#options.history.readHistory(
      { repository, commit, since, directory, extension },
      { credentials: await auth.getOwnServiceCredentials(), signal },
    );
    const states = history.since ? await pasts.statesUntil(due) : new Map<string, string | null>();
    const versions = await replayHistory(history, { repository, states });
    // what is kept here and not there is read again, for documents have moved on
    await pasts.keep({ ...due, since: history.since, complete: history.complete, versions });
  }
}
