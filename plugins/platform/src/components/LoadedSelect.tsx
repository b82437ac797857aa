import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { LoadState, RefusalAlert } from '@connectly/plugin-platform-react';
import { ComponentProps } from 'react';
import { platformTranslationRef } from '../translations/ref';

/** One of what has to be loaded first, and must be chosen; why not, where it could not be loaded. */
export function LoadedSelect<T>(props: {
  /** Which texts the field has. */
  texts: 'decision.repository' | 'waiver.service';
  state: LoadState<T>;
  options: (loaded: T) => Extract<ComponentProps<typeof Select>['options'], readonly unknown[]>;
  value: string;
  isInvalid: boolean;
  onChange: (value: string) => void;
}) {
  const { texts, state, options, value, isInvalid, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  if (state.status === 'failed') {
    return <RefusalAlert error={state.error} title={t(`${texts}.failed`)} retry={state.retry} />;
  }
  return (
    <Select
      label={t(`${texts}.label`)}
      description={t(`${texts}.description`)}
      placeholder={t(`${texts}.placeholder`)}
      isRequired
      secondaryLabel={t('form.required')}
      validationBehavior="aria"
      isInvalid={isInvalid}
      isDisabled={state.status === 'loading'}
      searchable
      searchPlaceholder={t(`${texts}.search`)}
      options={state.status === 'loaded' ? options(state.value) : []}
      value={value || null}
      onChange={key => onChange(String(key))}
    />
  );
}

/** Values that say themselves what they are, as options. */
export const asOptions = (values: string[]) => values.map(value => ({ value, label: value }));
