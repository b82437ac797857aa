import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { RiCheckLine, RiErrorWarningLine, RiLoader4Line } from '@remixicon/react';
import { useId } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import styles from './ServiceAnswersField.module.css';
import { useNameAvailability } from './useNameAvailability';

/** The name, with a live word on whether it is free and why not. */
export function NameField(props: {
  value: string;
  isInvalid: boolean;
  /** Whether *Next* was refused: somebody may have taken the name meanwhile. */
  isRefused: boolean;
  onChange: (value: string) => void;
}) {
  const { value, isInvalid, isRefused, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const statusId = useId();
  const state = useNameAvailability(value, isRefused);
  const refused = state.status === 'known' && !state.availability.available;
  return (
    <div>
      <TextField
        label={t('form.name.label')}
        description={t('form.name.description')}
        placeholder="checkout"
        autoComplete="off"
        spellCheck="false"
        isRequired
        secondaryLabel={t('form.required')}
        aria-describedby={statusId}
        validationBehavior="aria"
        isInvalid={isInvalid || refused}
        value={value}
        onChange={onChange}
      />
      <p id={statusId} className={styles.status} aria-live="polite" data-status={refused ? 'refused' : state.status}>
        {state.status === 'checking' && (
          <>
            <RiLoader4Line size={16} aria-hidden /> {t('form.name.checking')}
          </>
        )}
        {state.status === 'unknown' && (
          <>
            <RiErrorWarningLine size={16} aria-hidden /> {t('form.name.unknown', { message: state.message })}
          </>
        )}
        {state.status === 'known' && state.availability.available && (
          <>
            <RiCheckLine size={16} aria-hidden /> {t('form.name.available', { name: value })}
          </>
        )}
        {state.status === 'known' && !state.availability.available && (
          <>
            <RiErrorWarningLine size={16} aria-hidden />
            {state.availability.code === 'PLT-102' ? t('form.rules.name') : t('form.name.taken', { name: value, code: state.availability.code })}
          </>
        )}
      </p>
    </div>
  );
}
