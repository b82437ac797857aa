import { RunbookRunEntry } from '@connectly/plugin-handbook-common';
import { useEffect, useRef } from 'react';
import { HandbookApi } from '../../api';

/** Between questions that nobody answered, in milliseconds. */
const shortestPause = 1_000;
const longestPause = 15_000;

/** Asks for what others wrote, again and again, more slowly while nobody answers. */
export function useFollowing(options: {
  api: HandbookApi;
  id: string;
  isOn: boolean;
  entries: RunbookRunEntry[];
  learn: (news: RunbookRunEntry[], now: string) => void;
  setConnected: (isConnected: boolean) => void;
}) {
  const { api, id, isOn, entries, learn, setConnected } = options;
  // without a gap: an entry of one's own may have come before an earlier one of somebody else
  const after = useRef(0);
  after.current = entries.findIndex((entry, index) => entry.sequence !== index + 1);
  if (after.current < 0) after.current = entries.length;
  useEffect(() => {
    if (!isOn) return undefined;
    const abort = new AbortController();
    const follow = async () => {
      let pause = shortestPause;
      while (!abort.signal.aborted) {
        try {
          const { entries: news, now } = await api.followRun({ id, after: after.current }, { signal: abort.signal });
          if (abort.signal.aborted) return;
          learn(news, now);
          setConnected(true);
          pause = shortestPause;
          // what was learned is drawn before the next question says where it stands
          await wait(50, abort.signal);
        } catch {
          if (abort.signal.aborted) return;
          setConnected(false);
          await wait(pause, abort.signal);
          pause = Math.min(2 * pause, longestPause);
        }
      }
    };
    void follow();
    return () => abort.abort();
  }, [api, id, isOn, learn, setConnected]);
}

/** A connection that is back is used at once. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    let timer = 0;
    const end = () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    timer = window.setTimeout(end, milliseconds);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
