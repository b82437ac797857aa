import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseServiceAnswers, ServiceAnswers } from '@connectly/plugin-platform-common';
import { refusalTranslationRef } from '@connectly/plugin-platform-react';
import { useMemo } from 'react';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { Problem } from '../ProblemList';
import { problemsOf } from '../problemsOf';

type Field = keyof ServiceAnswers;

const labels = {
  name: 'form.name.label',
  owner: 'form.owner.label',
  description: 'form.description.label',
  environments: 'form.environments.label',
  size: 'form.size.label',
  database: 'form.database.label',
  exposure: 'form.exposure.label',
  tier: 'form.advanced.tier.label',
  containerPort: 'form.advanced.containerPort',
  healthCheckPath: 'form.advanced.healthCheckPath',
  costCenter: 'form.advanced.costCenter',
  moduleVersions: 'form.moduleVersions.label',
} as const satisfies Record<Field, string>;

/** What is wrong with the answers of the service form. */
export function useProblems(answers: DraftAnswers): Problem<Field>[] {
  const { t } = useTranslationRef(platformTranslationRef);
  const { t: refusal } = useTranslationRef(refusalTranslationRef);
  return useMemo(
    () =>
      problemsOf<Field>(parseServiceAnswers(answers), answers, {
        label: field => labels[field] && t(labels[field]),
        rule: field => t(`form.rules.${field}`),
        missing: refusal('errors.PLT-101.next'),
      }),
    [answers, t, refusal],
  );
}
