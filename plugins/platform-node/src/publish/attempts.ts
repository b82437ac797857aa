/** Attempts that each begin with a look at what is there: until one is done, or one is refused. */
import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformError } from '@connectly/plugin-platform-common';
import { TransientForgeError } from './ForgeClient';

/** Attempts in all before a transient failure is final. */
const maximumAttempts = 6;
/** Longest wait for the forge's limits, in seconds: their window is one hour. */
const maximumWait = 3600;

/** Seconds before attempt `attempt`: what the forge asked for, else one, two, four … */
function waitBefore(attempt: number, error: TransientForgeError): number {
  return Math.min(error.retryAfter ?? (error.limited ? 60 : 2 ** (attempt - 1) / 2), maximumWait);
}

async function waitInRealTime(seconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal });
}

/** How attempts are made. */
export interface AttemptOptions {
  signal?: AbortSignal;
  /** Told before each wait, in words for a person. */
  onProgress?: (message: string) => void;
  /** Waits between attempts, as long as the forge asks for; by default in real time. A simulation gives its own clock. */
  wait?: (seconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Attempts again after a transient failure.
 * @throws PlatformError PLT-302 or PLT-303 when the last attempt failed so too, and what an attempt is refused with
 */
export async function attemptUntilDone<T>(attempt: () => Promise<T>, options: AttemptOptions): Promise<T> {
  const wait = options.wait ?? waitInRealTime;
  for (let number = 1; ; number += 1) {
    options.signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientForgeError)) throw error;
      if (number === maximumAttempts) {
        throw new PlatformError(
          { code: error.limited ? 'PLT-303' : 'PLT-302', message: error.message },
          { cause: error },
        );
      }
      const seconds = waitBefore(number, error);
      options.onProgress?.(`The forge did not finish (${error.message}). Looking again in ${seconds} s.`);
      await wait(seconds, options.signal);
    }
  }
}
