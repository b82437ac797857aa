import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { DraftAnswers } from '../../api';
import { completeDraft } from './draft';

const key = 'draft';

/**
 * Keeps the draft over a reload and a changed mind: what was typed is stored on each change, and comes back when the
 * form opens empty.
 */
export function useSavedAnswers(
  formData: DraftAnswers | undefined,
  onChange: (answers: DraftAnswers) => void,
): { answers: DraftAnswers; change: (part: DraftAnswers) => void } {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('platform-service-form'), [storage]);
  const answers = useMemo(() => completeDraft(formData), [formData]);
  const latest = useRef(answers);
  latest.current = answers;
  const restored = useRef(false);

  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    const saved = formData?.name ? undefined : bucket.snapshot<DraftAnswers>(key).value;
    // the form library begins every list as an empty one, which is not an answer yet
    const { environments, ...given } = formData ?? {};
    onChange(
      completeDraft({
        ...given,
        environments: environments?.length ? environments : undefined,
        ...(saved as DraftAnswers | undefined),
      }),
    );
  }, [bucket, formData, onChange]);

  const change = useCallback(
    (part: DraftAnswers) => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      bucket.set(key, next as never);
      onChange(next);
    },
    [bucket, onChange],
  );
  return { answers, change };
}
