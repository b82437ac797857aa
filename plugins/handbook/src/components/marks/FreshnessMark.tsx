import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Freshness } from '@connectly/plugin-handbook-common';
import { Mark, MarkTone } from '@connectly/plugin-platform-react';
import { RiCheckboxCircleLine, RiErrorWarningLine, RiTimeLine } from '@remixicon/react';
import { ReactElement } from 'react';
import { handbookTranslationRef } from '../../translations/ref';

const looks: Record<Freshness, { tone: MarkTone; icon: ReactElement }> = {
  fresh: { tone: 'good', icon: <RiCheckboxCircleLine size={16} /> },
  overdue: { tone: 'warning', icon: <RiTimeLine size={16} /> },
  broken: { tone: 'bad', icon: <RiErrorWarningLine size={16} /> },
};

/** Whether a document can be relied on. */
export function FreshnessMark({ freshness }: { freshness: Freshness }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  return <Mark {...looks[freshness]}>{t(`freshness.${freshness}`)}</Mark>;
}
