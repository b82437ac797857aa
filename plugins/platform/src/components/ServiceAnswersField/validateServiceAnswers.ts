import { ApiHolder } from '@backstage/frontend-plugin-api';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { parseServiceAnswers } from '@connectly/plugin-platform-common';
import { DraftAnswers, platformApiRef } from '../../api';

/**
 * Refuses *Next* with the same rules and words as every other door; the name is asked of catalog and forge once more.
 * A name check that cannot be made does not stop the form: Create asks again.
 */
export const validateServiceAnswers: CustomFieldValidator<DraftAnswers> = async (
  answers,
  validation,
  { apiHolder }: { apiHolder: ApiHolder },
) => {
  const parsed = parseServiceAnswers(answers ?? {});
  if (!parsed.ok) {
    for (const error of parsed.errors) validation.addError(`${error.code}: ${error.message}`);
    return;
  }
  const api = apiHolder.get(platformApiRef);
  const status = await api
    ?.checkName(parsed.answers.name)
    .catch(() => ({ available: true } as const));
  if (status && !status.available) validation.addError(`${status.code}: ${status.reason}`);
};
