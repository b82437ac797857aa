import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DecisionFacts, DecisionState } from '@connectly/plugin-handbook-common';
import { Mark, MarkTone } from '@connectly/plugin-platform-react';
import { RiCheckboxCircleLine, RiCloseCircleLine, RiForbidLine, RiHistoryLine, RiQuestionLine } from '@remixicon/react';
import { ReactElement } from 'react';
import { handbookTranslationRef } from '../../translations/ref';

const looks: Record<DecisionState, { tone: MarkTone; icon: ReactElement }> = {
  proposed: { tone: 'warning', icon: <RiQuestionLine size={16} /> },
  rejected: { tone: 'bad', icon: <RiCloseCircleLine size={16} /> },
  accepted: { tone: 'good', icon: <RiCheckboxCircleLine size={16} /> },
  deprecated: { tone: 'bad', icon: <RiForbidLine size={16} /> },
  superseded: { tone: 'neutral', icon: <RiHistoryLine size={16} /> },
};

/** State of a decision. */
export function DecisionMark({ decision: { state, supersededBy } }: { decision: DecisionFacts }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const words =
    state === 'superseded' && supersededBy !== undefined
      ? t('decision.supersededBy', { number: numberOf(supersededBy) })
      : t(`decision.${state}`);
  return <Mark {...looks[state]}>{words}</Mark>;
}

/** A decision's number as its file's name has it. */
export function numberOf(number: number): string {
  return String(number).padStart(4, '0');
}
