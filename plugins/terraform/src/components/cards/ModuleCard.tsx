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
import { directoryNameOf } from './entityPlace';

/** A module in figures, with the way to its page. */
export function ModuleCard() {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const name = directoryNameOf(useEntity().entity);
  const state = useLoad(signal => api.getModule(name, { signal }), [api, name]);
  return (
    <EntityInfoCard title={t('moduleCard.title')}>
      <Loaded
        state={state}
        label={t('moduleCard.loading')}
        missing={t('modulePage.missing')}
      >
        {module => (
          <div className={styles.content}>
            <Facts
              facts={[
                { name: t('moduleCard.version'), value: module.latestVersion },
                {
                  name: t('moduleCard.inputs'),
                  value: module.latest.directory.variables.length,
                },
                {
                  name: t('moduleCard.outputs'),
                  value: module.latest.directory.outputs.length,
                },
                { name: t('moduleCard.consumers'), value: t('common.repositories', { count: module.consumers }) },
              ]}
            />
            <PortalLink href={links.module(name)}>
              {t('moduleCard.link')}
            </PortalLink>
          </div>
        )}
      </Loaded>
    </EntityInfoCard>
  );
}
