import { useCallback, useEffect, useMemo, useRef } from 'react';
import { DraftAnswers } from '../../api';
import { completeDraft } from './draft';

/**
 * The browser tab's own storage, read at once: Backstage's storage may live in the backend, where the last letters
 * before a reload would be on their way.
 */
const key = '@connectly/service-draft';

function readDraft(): DraftAnswers | undefined {
  try {
    const saved = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return typeof saved === 'object' && saved !== null ? saved : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps the draft over a reload and a changed mind: what was typed is stored on each change, and comes back when the
 * form opens empty.
 */
export function useSavedAnswers(
  formData: DraftAnswers | undefined,
  onChange: (answers: DraftAnswers) => void,
): { answers: DraftAnswers; change: (part: DraftAnswers) => void } {
  const answers = useMemo(() => completeDraft(formData), [formData]);
  const latest = useRef(answers);
  latest.current = answers;
  const restored = useRef(false);

  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    // the form library begins every list as an empty one, which is not an answer yet
    const { environments, ...given } = formData ?? {};
    onChange(
      completeDraft({
        ...given,
        environments: environments?.length ? environments : undefined,
        ...(formData?.name ? {} : readDraft()),
      }),
    );
  }, [formData, onChange]);

  const change = useCallback(
    (part: DraftAnswers) => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      sessionStorage.setItem(key, JSON.stringify(next));
      onChange(next);
    },
    [onChange],
  );
  return { answers, change };
}
