import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  Facts,
  Loaded,
  PortalLink,
  useLoad,
} from '@connectly/plugin-platform-react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './cards.module.css';

/** A stack in figures, with the way to its page. */
export function StackCard() {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const { name } = useEntity().entity.metadata;
  const state = useLoad(signal => api.getStack(name, { signal }), [api, name]);
  return (
    <EntityInfoCard title={t('stackCard.title')}>
      <Loaded
        state={state}
        label={t('stackCard.loading')}
        missing={t('stackPage.missing')}
      >
        {stack => (
          <div className={styles.content}>
            <Facts
              facts={[
                { name: t('stackCard.values'), value: stack.contract.length },
                {
                  name: t('stackCard.consumers'),
                  value: t('common.repositories', { count: stack.consumers }),
                },
              ]}
            />
            <PortalLink href={links.stack(name)}>
              {t('stackCard.link')}
            </PortalLink>
          </div>
        )}
      </Loaded>
    </EntityInfoCard>
  );
}
