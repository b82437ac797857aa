import { ApiHolder, useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { CustomFieldValidator, FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Combobox } from '@backstage/ui';
import { useLoad } from '@connectly/plugin-platform-react';
import { useEffect } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import { MayCreate } from '../MayCreate';
import { proposalStyles as styles } from '../ProposalForm';
import { textFor } from '../textFor';

const most = 500;

/** Refuses *Next* without a name. */
export const validateUndoService: CustomFieldValidator<string> = (service, validation, { apiHolder }: { apiHolder: ApiHolder }) => {
  if (service) return;
  validation.addError(textFor(apiHolder, 'undo.service.refused', 'PLT-101'));
};

function Services(props: FieldExtensionComponentProps<string>) {
  const { formData, idSchema, onChange, rawErrors } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const catalog = useApi(catalogApiRef);
  useEffect(() => {
    // an answer that is missing altogether would be refused by the template's schema, in English only
    if (formData === undefined) onChange('');
  }, [formData, onChange]);
  // a name can be typed without them
  const services = useLoad(async () => {
    const filter = { kind: 'component', 'spec.type': 'service' };
    const { items } = await catalog.queryEntities({ filter, fields: ['metadata.name'], limit: most });
    return items.map(({ metadata }) => metadata.name).sort();
  }, [catalog]);
  const names = services.status === 'loaded' ? services.value : [];
  return (
    <div className={styles.root} id={idSchema.$id}>
      <Combobox
        label={t('undo.service.label')}
        description={t('undo.service.description')}
        isRequired
        validationBehavior="aria"
        secondaryLabel={t('form.required')}
        isInvalid={Boolean(rawErrors?.length)}
        allowsCustomValue
        options={names.map(name => ({ value: name, label: name }))}
        search={{ inputValue: formData ?? '', onInputChange: onChange }}
      />
    </div>
  );
}

/** The service that is undone: one of the catalog, or the name of one that is not there yet. */
export function UndoServiceField(props: FieldExtensionComponentProps<string>) {
  return (
    <MayCreate form="undo">
      <Services {...props} />
    </MayCreate>
  );
}
