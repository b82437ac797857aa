import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { RiCheckLine, RiErrorWarningLine, RiLoader4Line } from '@remixicon/react';
import { useId } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import styles from './ServiceAnswersField.module.css';
import { Named, useNameAvailability } from './useNameAvailability';

/** The name, with a live word on whether it is free and why not. */
export function NameField(props: {
  of: Named;
  value: string;
  isInvalid: boolean;
  /** Whether *Next* was refused: somebody may have taken the name meanwhile. */
  isRefused: boolean;
  onChange: (value: string) => void;
}) {
  const { of, value, isInvalid, isRefused, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const texts = of === 'service' ? 'form' : 'module';
  const statusId = useId();
  const state = useNameAvailability(of, value, isRefused);
  const refused = state.status === 'known' && !state.availability.available;
  return (
    <div>
      <TextField
        label={t(`${texts}.name.label`)}
        description={t(`${texts}.name.description`)}
        placeholder={of === 'service' ? 'checkout' : 'message-topic'}
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
            {state.availability.code === 'PLT-102' ? t(`${texts}.rules.name`) : t(`${texts}.name.taken`, { name: value, code: state.availability.code })}
          </>
        )}
      </p>
    </div>
  );
}
