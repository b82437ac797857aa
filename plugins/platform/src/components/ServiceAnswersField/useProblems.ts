import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseServiceAnswers, ServiceAnswers } from '@connectly/plugin-platform-common';
import { refusalTranslationRef } from '@connectly/plugin-platform-react';
import { useMemo } from 'react';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';

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

/** What is wrong with one answer. */
export interface Problem {
  field: Field;
  /** Name and rule of the field, in the reader's language. */
  text: string;
}

/** What is wrong with the answers, each field once. The rules are those of every other door; the words are the reader's. */
export function useProblems(answers: DraftAnswers): Problem[] {
  const { t } = useTranslationRef(platformTranslationRef);
  const { t: refusal } = useTranslationRef(refusalTranslationRef);
  return useMemo(() => {
    const parsed = parseServiceAnswers(answers);
    if (parsed.ok) return [];
    const problems = new Map<Field, string>();
    for (const { code, where, message } of parsed.errors) {
      const field = where?.split('.')[0] as Field;
      const label = labels[field];
      if (!label) return [{ field, text: message }];
      const isMissing = code === 'PLT-101' || answers[field] === '';
      const rule = isMissing ? refusal('errors.PLT-101.next') : t(`form.rules.${field}`);
      if (!problems.has(field)) problems.set(field, `${t(label)}: ${rule}`);
    }
    return [...problems].map(([field, text]) => ({ field, text }));
  }, [answers, t, refusal]);
}
