import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { sharedTranslationRef } from '../translations/shared';

/** The owning team. @public */
export function OwnerLink({ owner }: { owner: string }) {
  const { t } = useTranslationRef(sharedTranslationRef);
  return owner ? (
    <EntityRefLink entityRef={owner} defaultKind="group" />
  ) : (
    <>{t('places.unknownOwner')}</>
  );
}
