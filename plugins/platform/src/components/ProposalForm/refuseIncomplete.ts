import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { ParsedAnswers } from '@connectly/plugin-platform-common';
import { platformTranslationRef } from '../../translations/ref';

/**
 * Refuses *Next* by the rules of every other door. The scaffolder lists the refusal above the form, whatever the field does. One sentence
 * for the list is enough: the field itself says what to change.
 */
export function refuseIncomplete<Draft extends object>(
  parse: (draft: unknown) => ParsedAnswers<unknown>,
  /** What only the backend knows. */
  isFree?: (draft: Draft, apis: ApiHolder) => Promise<boolean>,
): CustomFieldValidator<Draft> {
  return async (draft, validation, { apiHolder }: { apiHolder: ApiHolder }) => {
    if (parse(draft ?? {}).ok && ((await isFree?.(draft, apiHolder)) ?? true)) return;
    const translation = apiHolder.get(translationApiRef)?.getTranslation(platformTranslationRef);
    // the texts are there: the field, which is on the page, waited for them
    validation.addError(translation?.ready ? translation.t('form.refused') : 'PLT-102');
  };
}
