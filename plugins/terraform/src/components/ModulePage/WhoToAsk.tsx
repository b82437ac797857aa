import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { OwnerLink, useLoad } from '@connectly/plugin-platform-react';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './ModulePage.module.css';

/** The team that owns the module, and how it says that it is reached. */
export function WhoToAsk({ owner }: { owner: string }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const catalog = useApi(catalogApiRef);
  const state = useLoad(
    async () => (isRef(owner) ? catalog.getEntityByRef(owner) : undefined),
    [catalog, owner],
  );
  const team = state.status === 'loaded' ? state.value : undefined;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('modulePage.ask.title')}
      </Text>
      <ul className={styles.plain}>
        <li>
          <OwnerLink owner={owner} />
        </li>
        {waysTo(team).map(({ url, title }) => (
          <li key={url}>
            <Link href={url} {...(url.startsWith('mailto:') ? {} : { target: '_blank', rel: 'noopener noreferrer' })}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isRef(owner: string): boolean {
  try {
    parseEntityRef(owner, { defaultKind: 'group' });
    return true;
  } catch {
    return false;
  }
}

/** The team's address and links, of the kinds that lead to people. */
function waysTo(team: Entity | undefined): { url: string; title: string }[] {
  const { email } = (team?.spec?.profile ?? {}) as { email?: unknown };
  const links = (team?.metadata.links ?? []).filter(({ url }) => /^(https:\/\/|mailto:)/.test(url));
  return [
    ...(typeof email === 'string' && /^[^\s@?&]+@[^\s@?&]+$/.test(email) ? [{ url: `mailto:${email}`, title: email }] : []),
    ...links.map(({ url, title }) => ({ url, title: title ?? url })),
  ];
}
