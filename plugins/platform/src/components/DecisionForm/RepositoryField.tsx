import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { platformTranslationRef } from '../../translations/ref';
import { useRepositories } from './useRepositories';

/** The repository whose decision it is. */
export function RepositoryField(props: { value: string; isInvalid: boolean; onChange: (value: string) => void }) {
  const { value, isInvalid, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const repositories = useRepositories();
  if (repositories.status === 'failed') {
    return <RefusalAlert error={repositories.error} title={t('decision.repository.failed')} retry={repositories.retry} />;
  }
  const options = repositories.status === 'loaded' ? repositories.value : [];
  return (
    <Select
      label={t('decision.repository.label')}
      description={t('decision.repository.description')}
      placeholder={t('decision.repository.placeholder')}
      isRequired
      secondaryLabel={t('form.required')}
      validationBehavior="aria"
      isInvalid={isInvalid}
      isDisabled={repositories.status === 'loading'}
      searchable
      searchPlaceholder={t('decision.repository.search')}
      options={options.map(repository => ({ value: repository, label: repository }))}
      value={value || null}
      onChange={key => onChange(String(key))}
    />
  );
}
