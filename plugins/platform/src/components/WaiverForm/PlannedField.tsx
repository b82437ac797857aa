import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { platformTranslationRef } from '../../translations/ref';
import { asOptions, LoadedSelect } from '../LoadedSelect';
import { usePlanned } from './usePlanned';

/** The service or the stack whose plans a waiver is for. */
export function PlannedField(props: { value: string; isInvalid: boolean; onChange: (value: string) => void }) {
  const { t } = useTranslationRef(platformTranslationRef);
  return (
    <LoadedSelect
      {...props}
      texts="waiver.service"
      state={usePlanned()}
      options={({ services, stacks }) =>
        [
          { title: t('waiver.service.services'), options: asOptions(services) },
          { title: t('waiver.service.stacks'), options: asOptions(stacks) },
        ].filter(({ options }) => options.length > 0)
      }
    />
  );
}
