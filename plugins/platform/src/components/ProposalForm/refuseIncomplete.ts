import { ApiHolder } from '@backstage/frontend-plugin-api';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { ParsedAnswers } from '@connectly/plugin-platform-common';
import { textFor } from '../textFor';

/**
 * Refuses *Next* by the rules of every other door. The scaffolder lists the refusal above the form, whatever the field does. One sentence
 * for the list is enough: the field itself says what to change.
 */
export function refuseIncomplete<Draft extends object, Answers = unknown>(
  parse: (draft: unknown) => ParsedAnswers<Answers>,
  /** What only the backend knows. */
  mayBe?: (answers: Answers, apis: ApiHolder) => Promise<boolean>,
): CustomFieldValidator<Draft> {
  return async (draft, validation, { apiHolder }: { apiHolder: ApiHolder }) => {
    const parsed = parse(draft ?? {});
    if (parsed.ok && ((await mayBe?.(parsed.answers, apiHolder)) ?? true)) return;
    validation.addError(textFor(apiHolder, 'form.refused', 'PLT-102'));
  };
}
