import { ApiHolder, identityApiRef, translationApiRef } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { parseServiceAnswers } from '@connectly/plugin-platform-common';
import { DraftAnswers, platformApiRef } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { mayOwn } from './mayOwn';

/**
 * Refuses *Next* by the rules of every other door; the name is asked of catalog and forge once more, and the owner must be a team for
 * which the person may create. A check that cannot be made does not stop the form: Create asks again.
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
  if (parsed.ok && (await isFree(parsed.answers.name, apiHolder)) && (await isOwn(parsed.answers.owner, apiHolder))) return;
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

async function isOwn(owner: string, apiHolder: ApiHolder): Promise<boolean> {
  const identity = apiHolder.get(identityApiRef);
  const permissions = apiHolder.get(permissionApiRef);
  if (!identity || !permissions) return true;
  return await mayOwn(owner, { identity, permissions }).catch(() => true);
}
