import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef } from 'react';
import { DraftOwner, readDraft, saveDraft } from '../savedDraft';

/**
 * Keeps a draft over a reload and a changed mind: what was typed is stored on each change, and comes back when the form opens empty. It
 * is forgotten once it was sent (see `forgetSentDraft`): what was proposed does not come back.
 */
export function useDraft<Draft extends object>(options: {
  form: DraftOwner['form'];
  formData: Draft | undefined;
  /** Answers of a form that nobody has typed into. */
  start: () => Draft;
  onChange: (draft: Draft) => void;
}): { draft: Draft; change: (part: Draft) => void } {
  const { form, formData, start, onChange } = options;
  const identity = useApi(identityApiRef);
  const owner = useRef<DraftOwner>();
  const begun = useRef<Draft>();
  begun.current ??= start();
  // the form library begins every answer of its schema as an empty one
  const given = Object.entries(formData ?? {}).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  const draft: Draft = { ...begun.current, ...Object.fromEntries(given) };
  const latest = useRef(draft);
  latest.current = draft;
  const opened = useRef(false);
  const typed = useRef(false);

  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    const isEmpty = given.length === 0;
    onChange(latest.current);
    const restore = async () => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      owner.current = { form, person: userEntityRef };
      const saved = isEmpty ? readDraft<Draft>(owner.current) : undefined;
      if (saved && !typed.current) onChange({ ...latest.current, ...saved });
    };
    restore().catch(() => {
      // without a draft the form simply begins empty
    });
  });

  const change = useCallback(
    (part: Draft) => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      typed.current = true;
      if (owner.current) saveDraft(owner.current, next);
      onChange(next);
    },
    [onChange],
  );
  return { draft, change };
}
