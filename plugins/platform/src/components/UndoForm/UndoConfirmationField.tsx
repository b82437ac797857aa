import { ApiHolder, useTranslationRef } from '@backstage/frontend-plugin-api';
import { CustomFieldValidator, FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Checkbox } from '@backstage/ui';
import { platformTranslationRef } from '../../translations/ref';
import { useMayCreate } from '../MayCreate';
import { textFor } from '../textFor';

/** Refuses *Next* until somebody has ticked the box themselves. */
export const validateUndoConfirmation: CustomFieldValidator<boolean> = (
  confirmed,
  validation,
  { apiHolder }: { apiHolder: ApiHolder },
) => {
  if (confirmed) return;
  validation.addError(textFor(apiHolder, 'undo.confirm.refused', 'PLT-101'));
};

/** That the person knows what undoing removes; it begins without a tick. */
export function UndoConfirmationField(props: FieldExtensionComponentProps<boolean>) {
  const { formData = false, idSchema, onChange, rawErrors } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  // who may not undo is told so at the service
  if (!useMayCreate('undo')) return null;
  return (
    <div id={idSchema.$id}>
      <Checkbox isRequired isSelected={formData} isInvalid={Boolean(rawErrors?.length)} onChange={onChange}>
        {t('undo.confirm.label')}
      </Checkbox>
    </div>
  );
}
