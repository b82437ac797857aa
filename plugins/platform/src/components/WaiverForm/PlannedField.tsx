import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { platformTranslationRef } from '../../translations/ref';
import { usePlanned } from './usePlanned';

const choices = (values: string[]) => values.map(value => ({ value, label: value }));

/** The service or the stack whose plans a waiver is for. */
export function PlannedField(props: { value: string; isInvalid: boolean; onChange: (value: string) => void }) {
  const { value, isInvalid, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const planned = usePlanned();
  if (planned.status === 'failed') {
    return <RefusalAlert error={planned.error} title={t('waiver.service.failed')} retry={planned.retry} />;
  }
  const { services, stacks } = planned.status === 'loaded' ? planned.value : { services: [], stacks: [] };
  return (
    <Select
      label={t('waiver.service.label')}
      description={t('waiver.service.description')}
      placeholder={t('waiver.service.placeholder')}
      isRequired
      secondaryLabel={t('form.required')}
      validationBehavior="aria"
      isInvalid={isInvalid}
      isDisabled={planned.status === 'loading'}
      searchable
      searchPlaceholder={t('waiver.service.search')}
      options={[
        { title: t('waiver.service.services'), options: choices(services) },
        { title: t('waiver.service.stacks'), options: choices(stacks) },
      ].filter(({ options }) => options.length > 0)}
      value={value || null}
      onChange={key => onChange(String(key))}
    />
  );
}
