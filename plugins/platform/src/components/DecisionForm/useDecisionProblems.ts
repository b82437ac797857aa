import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DecisionAnswers, parseDecisionAnswers } from '@connectly/plugin-platform-common';
import { refusalTranslationRef } from '@connectly/plugin-platform-react';
import { DraftDecision } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { Problem } from '../ProblemList';
import { problemsOf } from '../problemsOf';

type Field = keyof DecisionAnswers;

const labels = {
  repository: 'decision.repository.label',
  title: 'decision.title.label',
  fileName: 'decision.fileName.label',
  owner: 'form.owner.label',
  context: 'decision.context.label',
  options: 'decision.options.label',
  chosen: 'decision.chosen.label',
  reason: 'decision.reason.label',
  good: 'decision.good.label',
  bad: 'decision.bad.label',
  date: 'proposal.date',
} as const satisfies Record<Field, string>;

/** What is wrong with the answers of *Propose an ADR*. */
export function useDecisionProblems(draft: DraftDecision): Problem<Field>[] {
  const { t } = useTranslationRef(platformTranslationRef);
  const { t: refusal } = useTranslationRef(refusalTranslationRef);
  return problemsOf<Field>(parseDecisionAnswers(draft), draft, {
    label: field => labels[field] && t(labels[field]),
    rule: field => t(`decision.rules.${field}`),
    missing: refusal('errors.PLT-101.next'),
  });
}
