import { identityApiRef, storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useLoad } from '@connectly/plugin-platform-react';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** Which steps of a path the reader has done. */
export interface Progress {
  /** Places of the steps in the path, counted from 0. */
  done: number[];
  onChange: (step: number, isDone: boolean) => void;
}

/** The reader's progress on a path, kept in the storage that the portal gives each person. */
export function useProgress(path: { repository: string; path: string }, steps: number): Progress {
  const storage = useApi(storageApiRef);
  const identity = useApi(identityApiRef);
  // two people may share a browser
  const person = useLoad(() => identity.getBackstageIdentity(), [identity]);
  const owner = person.status === 'loaded' ? person.value.userEntityRef : undefined;
  const bucket = useMemo(() => storage.forBucket('handbook-paths'), [storage]);
  const key = owner && `${owner} ${path.repository}/${path.path}`;
  const [kept, setKept] = useState<unknown>();
  useEffect(() => {
    if (!key) return undefined;
    setKept(bucket.snapshot(key).value);
    const subscription = bucket.observe$(key).subscribe(snapshot => setKept(snapshot.value));
    return () => subscription.unsubscribe();
  }, [bucket, key]);
  const done = useMemo(() => stepsOf(kept, steps), [kept, steps]);
  const onChange = useCallback(
    (step: number, isDone: boolean) => {
      if (!key) return;
      const others = done.filter(each => each !== step);
      const next = isDone ? [...others, step].sort((left, right) => left - right) : others;
      setKept(next);
      void bucket.set(key, next);
    },
    [bucket, key, done],
  );
  return { done, onChange };
}

/** What is kept may be of an older path, or of somebody who tried it out. */
function stepsOf(kept: unknown, steps: number): number[] {
  if (!Array.isArray(kept)) return [];
  return [...new Set(kept)].filter(each => Number.isInteger(each) && each >= 0 && each < steps);
}
