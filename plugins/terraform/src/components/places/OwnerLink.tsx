import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { terraformTranslationRef } from '../../translations/ref';

/** The owning team. */
export function OwnerLink({ owner }: { owner: string }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  return owner ? (
    <EntityRefLink entityRef={owner} defaultKind="group" />
  ) : (
    <>{t('common.unknownOwner')}</>
  );
}
