import { ResponseError } from '@backstage/errors';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  readRunLog,
  RunbookDeed,
  RunbookRun,
  RunbookRunEntry,
  RunbookRunState,
} from '@connectly/plugin-handbook-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { DeedQueue } from './deedQueue';
import { useFollowing } from './useFollowing';

/** A run as its page shows it. */
export interface FollowedRun {
  run: RunbookRun;
  /** Confirmed ones in their order, then what was not sent yet. */
  entries: RunbookRunEntry[];
  state: RunbookRunState;
  /** Entity reference of the reader. */
  me: string;
  /** Milliseconds to add to this browser's clock to have the server's. */
  clockOffset: number;
  /** How many deeds the server has not confirmed. */
  unsent: number;
  /** Whether the last request reached the server. */
  isConnected: boolean;
  /** Why the server refused a deed; the deed is taken back. */
  refusal?: { error: Error; deed: RunbookDeed };
  act: (deed: RunbookDeed) => void;
  dismissRefusal: () => void;
}

/** Between attempts to send, in milliseconds. */
const sendingPause = 3_000;

/** Loads a run and follows it, and sends what the reader does until the server has it. */
export function useRun(id: string): { load: LoadState<{ run: RunbookRun; me: string }>; follow: FollowedRun | undefined } {
  const api = useApi(handbookApiRef);
  const identity = useApi(identityApiRef);
  const language = useReaderLanguage();
  const load = useLoad(
    async signal => {
      const [run, { userEntityRef: me }] = await Promise.all([api.getRun({ id, language }, { signal }), identity.getBackstageIdentity()]);
      return { run, me };
    },
    [api, identity, id, language],
    { keep: true },
  );
  const loaded = load.status === 'loaded' ? load.value : undefined;
  const run = loaded?.run;
  const me = loaded?.me;
  const [entries, setEntries] = useState<RunbookRunEntry[]>([]);
  const [isConnected, setConnected] = useState(true);
  const [refusal, setRefusal] = useState<FollowedRun['refusal']>();
  const [clockOffset, setClockOffset] = useState(0);
  const queue = useMemo(() => (me ? new DeedQueue(id, me) : undefined), [id, me]);
  const [, redraw] = useState(0);
  const sending = useRef(false);

  const learn = useCallback((news: RunbookRunEntry[], now?: string) => {
    if (now) setClockOffset(Date.parse(now) - Date.now());
    if (news.length === 0) return;
    setEntries(known => {
      const bySequence = new Map([...known, ...news].map(entry => [entry.sequence, entry]));
      return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
    });
  }, []);
  useEffect(() => {
    if (run) learn(run.entries, run.now);
  }, [run, learn]);

  useFollowing({ api, id, isOn: run !== undefined && !run.endedAt, entries, learn, setConnected });

  const flush = useCallback(async () => {
    if (!queue || sending.current) return;
    sending.current = true;
    try {
      await queue.alone(async () => {
        for (const next of queue.deeds) {
          // another tab may have sent it while this one waited for an answer
          if (!queue.has(next.id)) continue;
          const report = { id: next.id, agoMilliseconds: Math.max(0, Date.now() - next.madeAt), deed: next.deed };
          try {
            learn([await api.reportDeed({ id, report })]);
          } catch (error) {
            if (!isRefusal(error)) throw error;
            setRefusal({ error: error as Error, deed: next.deed });
          }
          queue.remove(next.id);
          setConnected(true);
        }
      });
    } catch {
      setConnected(false);
    } finally {
      sending.current = false;
      redraw(count => count + 1);
    }
  }, [api, id, queue, learn]);
  useEffect(() => queue?.follow(() => redraw(count => count + 1)), [queue]);
  const unsent = queue?.deeds.length ?? 0;
  useEffect(() => {
    if (unsent === 0) return undefined;
    void flush();
    const timer = setInterval(flush, sendingPause);
    window.addEventListener('online', flush);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', flush);
    };
  }, [unsent, flush]);

  const act = useCallback(
    (deed: RunbookDeed) => {
      queue?.add(deed);
      redraw(count => count + 1);
      void flush();
    },
    [queue, flush],
  );
  const dismissRefusal = useCallback(() => setRefusal(undefined), []);
  if (!run || !me) return { load, follow: undefined };
  const last = entries.at(-1)?.sequence ?? 0;
  const confirmed = new Set(entries.map(entry => entry.id));
  const pending = (queue?.deeds ?? [])
    .filter(each => !confirmed.has(each.id))
    .map(({ id: entry, madeAt, deed }, index) => ({
      ...deed,
      id: entry,
      sequence: last + 1 + index,
      at: new Date(madeAt + clockOffset).toISOString(),
      by: me,
    }));
  const all = [...entries, ...pending];
  return {
    load,
    follow: {
      run,
      entries: all,
      state: readRunLog(run, all),
      me,
      clockOffset,
      unsent: pending.length,
      isConnected,
      refusal,
      act,
      dismissRefusal,
    },
  };
}

/** A refusal stays one when it is sent again; everything else is tried again. */
function isRefusal(error: unknown): boolean {
  return ResponseError.is(error) && [400, 403, 404, 409, 413, 422].includes(error.statusCode);
}
