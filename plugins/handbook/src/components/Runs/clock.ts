import { useCallback, useEffect, useState } from 'react';
import { useReaderLanguage } from '../../language';

/** `0:04:09`, as hours, minutes and seconds: of one width while it counts. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [minutes, rest] = [Math.floor(whole / 60) % 60, whole % 60];
  return `${Math.floor(whole / 3600)}:${String(minutes).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/** Seconds from one time to another, or to now by the server's clock, told anew each second. */
export function useElapsed(from: string, to: string | undefined, clockOffset: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (to) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [to]);
  return Math.max(0, (to ? Date.parse(to) : now + clockOffset) - Date.parse(from)) / 1000;
}

/** Says times as the reader writes them, in the reader's time zone. */
export function useTimes(): { time: (iso: string) => string; dateTime: (iso: string) => string } {
  const language = useReaderLanguage();
  const time = useCallback((iso: string) => new Date(iso).toLocaleTimeString(language, { timeStyle: 'medium' }), [language]);
  const dateTime = useCallback(
    (iso: string) => new Date(iso).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
    [language],
  );
  return { time, dateTime };
}
