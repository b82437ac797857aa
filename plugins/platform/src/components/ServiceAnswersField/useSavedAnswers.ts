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
  const latest = useRef(answers);
  latest.current = answers;
  const started = useRef(false);
  const typed = useRef(false);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    // the form library begins every list as an empty one, which is not an answer yet
    const { environments, ...given } = formData ?? {};
    onChange(completeDraft({ ...given, environments: environments?.length ? environments : undefined }));
    const restore = async () => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      owner.current = { form: 'service', person: userEntityRef };
      const draft = formData?.name ? undefined : readDraft<DraftAnswers>(owner.current);
      if (!draft) return;
      const name = draft.name ? await platform.checkName(draft.name).catch(() => undefined) : undefined;
      if (name && !name.available && name.code === 'PLT-105') forgetDraft(owner.current);
      else if (!typed.current) onChange(completeDraft(draft));
    };
    restore().catch(() => {
      // without a draft the form simply begins empty
    });
  }, [formData, onChange, platform, identity]);

  const change = useCallback(
    (part: DraftAnswers) => {
      const next = withoutUnusedVersions({ ...latest.current, ...part });
      latest.current = next;
      typed.current = true;
      if (owner.current) saveDraft(owner.current, next);
      onChange(next);
    },
    [onChange],
  );
  const preset = useCallback(
    (part: DraftAnswers) => {
      latest.current = { ...latest.current, ...part };
      onChange(latest.current);
    },
    [onChange],
  );
  return { answers, change, preset };
}
