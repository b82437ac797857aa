import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { parseServiceAnswers } from '@connectly/plugin-platform-common';
import { DraftAnswers, platformApiRef } from '../../api';
import { platformTranslationRef } from '../../translations/ref';

/**
 * Refuses *Next* by the rules of every other door; the name is asked of catalog and forge once more.
 * A name check that cannot be made does not stop the form: Create asks again.
 *
 * The scaffolder lists the refusal above the form, whatever the field does. One sentence for the list is enough: the field itself
 * says what to change.
 */
export const validateServiceAnswers: CustomFieldValidator<DraftAnswers> = async (
  answers,
  validation,
  { apiHolder }: { apiHolder: ApiHolder },
) => {
  const parsed = parseServiceAnswers(answers ?? {});
  if (parsed.ok && (await isFree(parsed.answers.name, apiHolder))) return;
  const translation = apiHolder.get(translationApiRef)?.getTranslation(platformTranslationRef);
  // the texts are there: the field, which is on the page, waited for them
  validation.addError(translation?.ready ? translation.t('form.refused') : 'PLT-102');
};

async function isFree(name: string, apiHolder: ApiHolder): Promise<boolean> {
  const status = await apiHolder
    .get(platformApiRef)
    ?.checkName(name)
    .catch(() => undefined);
  return status?.available ?? true;
}
