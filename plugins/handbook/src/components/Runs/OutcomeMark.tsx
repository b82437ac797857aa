import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RunbookOutcome } from '@connectly/plugin-handbook-common';
import { Mark } from '@connectly/plugin-platform-react';
import { RiCheckboxCircleLine, RiHand, RiPlayCircleLine } from '@remixicon/react';
import { handbookTranslationRef } from '../../translations/ref';

/** How a run ended, or that it goes on. */
export function OutcomeMark({ outcome }: { outcome: RunbookOutcome | undefined }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if (!outcome) {
    return (
      <Mark tone="warning" icon={<RiPlayCircleLine size={16} />}>
        {t('runs.outcomes.open')}
      </Mark>
    );
  }
  return (
    <Mark
      tone={outcome === 'reached' ? 'good' : 'bad'}
      icon={outcome === 'reached' ? <RiCheckboxCircleLine size={16} /> : <RiHand size={16} />}
    >
      {t(`runs.outcomes.${outcome}`)}
    </Mark>
  );
}
