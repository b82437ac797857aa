import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { PlatformErrorCode } from '@connectly/plugin-platform-common';
import { platformTranslationRef } from '../translations/ref';

/**
 * A text of the forms for a validator, which is no component.
 * @param otherwise - said without texts; they are there, since the field, which is on the page, waited for them
 */
export function textFor(
  apis: ApiHolder,
  key: 'form.refused' | 'undo.confirm.refused' | 'undo.service.refused',
  otherwise: PlatformErrorCode,
): string {
  const translation = apis.get(translationApiRef)?.getTranslation(platformTranslationRef);
  return translation?.ready ? translation.t(key) : otherwise;
}
