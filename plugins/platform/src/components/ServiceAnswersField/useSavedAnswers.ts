import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { DraftAnswers, platformApiRef } from '../../api';
import { DraftOwner, forgetDraft, readDraft, saveDraft } from '../savedDraft';
import { completeDraft, withoutUnusedVersions } from './draft';

/**
 * Keeps the draft over a reload and a changed mind: what was typed is stored on each change, and comes back when the form opens
 * empty. A draft whose name is taken by now was created meanwhile, and is forgotten.
 */
export function useSavedAnswers(
  formData: DraftAnswers | undefined,
  onChange: (answers: DraftAnswers) => void,
): {
  answers: DraftAnswers;
  change: (part: DraftAnswers) => void;
  /** Changes what nobody typed: a draft may still take its place. */
  preset: (part: DraftAnswers) => void;
} {
  const platform = useApi(platformApiRef);
  const identity = useApi(identityApiRef);
  const owner = useRef<DraftOwner>();
  const answers = useMemo(() => completeDraft(formData), [formData]);
  // What was put last. The form gives everything back some renders later: what comes in between is older, and must not take away what was
  // typed since.
  const latest = useRef(answers);
  const older = useRef(new Set<string>());
  const put = useCallback(
    (next: DraftAnswers) => {
      older.current.add(textOf(latest.current));
      older.current.delete(textOf(next));
      latest.current = next;
      onChange(next);
    },
    [onChange],
  );
  const started = useRef(false);
  const typed = useRef(false);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // the form library begins every list as an empty one, which is not an answer yet
    const { environments, ...given } = formData ?? {};
    put(completeDraft({ ...given, environments: environments?.length ? environments : undefined }));
    const restore = async () => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      owner.current = { form: 'service', person: userEntityRef };
      const draft = formData?.name ? undefined : readDraft<DraftAnswers>(owner.current);
      if (!draft) return;
      const name = draft.name ? await platform.checkName(draft.name).catch(() => undefined) : undefined;
      if (name && !name.available && name.code === 'PLT-105') forgetDraft(owner.current);
      else if (!typed.current) put(completeDraft(draft));
    };
    restore().catch(() => {
      // without a draft the form simply begins empty
    });
  }, [formData, put, platform, identity]);

  useEffect(() => {
    if (typed.current && older.current.has(textOf(answers))) onChange(latest.current);
  }, [answers, onChange]);

  const change = useCallback(
    (part: DraftAnswers) => {
      const next = withoutUnusedVersions({ ...latest.current, ...part });
      typed.current = true;
      if (owner.current) saveDraft(owner.current, next);
      put(next);
    },
    [put],
  );
  const preset = useCallback((part: DraftAnswers) => put({ ...latest.current, ...part }), [put]);
  return { answers, change, preset };
}

/** The same text for the same answers, in whatever order they stand. */
function textOf(answers: DraftAnswers): string {
  return JSON.stringify(Object.entries(completeDraft(answers)).sort(([left], [right]) => (left < right ? -1 : 1)));
}
