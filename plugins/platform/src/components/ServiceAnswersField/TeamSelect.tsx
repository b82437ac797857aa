import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { RiErrorWarningLine } from '@remixicon/react';
import { useId } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import styles from './ServiceAnswersField.module.css';
import { TeamsState } from './useTeams';

/** A choice of one team, the person's own first. */
export function TeamSelect(props: {
  state: TeamsState;
  value: string | undefined;
  description: string;
  isInvalid: boolean;
  /** Why what is chosen cannot be, in the reader's language. */
  refusal?: string;
  onChange: (value: string) => void;
}) {
  const { state, value, description, isInvalid, refusal, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const refusalId = useId();
  if (state.error) return <RefusalAlert error={state.error} title={t('form.owner.failed')} retry={state.retry} />;
  const options = (mine: boolean) =>
    state.teams.filter(team => team.mine === mine).map(team => ({ value: team.ref, label: team.title }));
  const sections = [
    { title: t('form.owner.mine'), options: options(true) },
    { title: t('form.owner.others'), options: state.onlyMine ? [] : options(false) },
  ].filter(section => section.options.length > 0);
  return (
    <div>
      <Select
        label={t('form.owner.label')}
        description={description}
        placeholder={t('form.owner.placeholder')}
        isRequired
        secondaryLabel={t('form.required')}
        validationBehavior="aria"
        isInvalid={isInvalid}
        isDisabled={state.loading}
        aria-describedby={refusal && refusalId}
        options={sections}
        value={value || null}
        onChange={key => onChange(String(key))}
      />
      {refusal && (
        <p id={refusalId} className={styles.status} data-status="refused" role="status">
          <RiErrorWarningLine size={16} aria-hidden /> {refusal}
        </p>
      )}
    </div>
  );
}
