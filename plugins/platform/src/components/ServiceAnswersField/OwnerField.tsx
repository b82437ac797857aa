import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { platformTranslationRef } from '../../translations/ref';
import { useTeams } from './useTeams';

/** The owning team. */
export function OwnerField(props: {
  value: string | undefined;
  /** What it is that the team owns; a service, when not given. */
  description?: string;
  isInvalid: boolean;
  onChange: (value: string) => void;
}) {
  const { value, description, isInvalid, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const { loading, teams, error, retry } = useTeams();
  if (error) return <RefusalAlert error={error} title={t('form.owner.failed')} retry={retry} />;
  const options = (mine: boolean) =>
    teams.filter(team => team.mine === mine).map(team => ({ value: team.ref, label: team.title }));
  const sections = [
    { title: t('form.owner.mine'), options: options(true) },
    { title: t('form.owner.others'), options: options(false) },
  ].filter(section => section.options.length > 0);
  return (
    <Select
      label={t('form.owner.label')}
      description={description ?? t('form.owner.description')}
      placeholder={t('form.owner.placeholder')}
      isRequired
      validationBehavior="aria"
      isInvalid={isInvalid}
      isDisabled={loading}
      options={sections}
      value={value || null}
      onChange={key => onChange(String(key))}
    />
  );
}
