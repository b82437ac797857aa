import { DependencyList, useCallback, useEffect, useState } from 'react';

/** What is known of something that is read from a server. @public */
export type LoadState<T> =
  | { status: 'loading' }
  | { status: 'failed'; error: Error; retry: () => void }
  /** `stale` while what is asked for now has not arrived and the former answer is still shown. */
  | { status: 'loaded'; value: T; stale: boolean };

type Settled<T> = { value: T } | { error: Error };

/**
 * Reads when `dependencies` change, and again on retry. What was asked before is aborted and can never overwrite a later
 * answer.
 *
 * @param options - `keep` shows the former answer, marked stale, until the new one arrives
 * @public
 */
export function useLoad<T>(
  read: (signal: AbortSignal) => Promise<T>,
  dependencies: DependencyList,
  options: { keep?: boolean } = {},
): LoadState<T> {
  const { keep = false } = options;
  const [settled, setSettled] = useState<Settled<T>>();
  const [pending, setPending] = useState(true);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const settle = (answer: Settled<T>) => {
      if (abort.signal.aborted) return;
      setSettled(answer);
      setPending(false);
    };
    setPending(true);
    setSettled(former =>
      keep && former && 'value' in former ? former : undefined,
    );
    read(abort.signal).then(
      value => settle({ value }),
      error => settle({ error }),
    );
    return () => abort.abort();
    // the caller names what its read depends on, as for an effect
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [...dependencies, attempt, keep]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  if (!settled) return { status: 'loading' };
  if ('error' in settled)
    return { status: 'failed', error: settled.error, retry };
  return { status: 'loaded', value: settled.value, stale: pending };
}
