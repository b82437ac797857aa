import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { RunbookRunEntry } from '@connectly/plugin-handbook-common';
import { useRef } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import { sayOf } from './RunLog';
import { FollowedRun } from './useRun';

/** Tells a screen reader what somebody else has just done. */
export function RunNews({ follow: { entries, me } }: { follow: FollowedRun }) {
  // what was there when the page was opened is read on the page
  const first = useRef(entries.length);
  const last = entries.slice(first.current).filter(entry => entry.by !== me).at(-1);
  return <VisuallyHidden role="status">{last && <Said entry={last} />}</VisuallyHidden>;
}

function Said({ entry }: { entry: RunbookRunEntry }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { primaryTitle } = useEntityPresentation(entry.by, { defaultKind: 'user' });
  return (
    <>
      {primaryTitle} {sayOf(entry, t)}
    </>
  );
}
