import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { Loaded, Mark, PortalLink, useLoad } from '@connectly/plugin-platform-react';
import { RiErrorWarningLine } from '@remixicon/react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './cards.module.css';
import { byUrgency, DocumentsTable } from './DocumentsTable';

/** Rows of a card; the handbook has the rest. */
const shownRows = 10;

/** Documents that a team owns, or that name a module or a stack; what needs attention first. */
export function EntityDocumentsCard() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const isTeam = entity.kind.toLocaleLowerCase('en-US') === 'group';
  const state = useLoad(
    signal => api.listDocuments({ [isTeam ? 'owner' : 'about']: ref, language, limit: 200 }, { signal }),
    [api, ref, isTeam, language],
  );
  return (
    <EntityInfoCard title={t('card.title')}>
      <Loaded state={state} label={t('card.loading')}>
        {({ items }) =>
          items.length === 0 ? (
            <Text as="p">{isTeam ? t('card.emptyOwner') : t('card.empty')}</Text>
          ) : (
            <Documents documents={items} owner={isTeam ? ref : undefined} />
          )
        }
      </Loaded>
    </EntityInfoCard>
  );
}

function Documents({ documents, owner }: { documents: DocumentSummary[]; owner: string | undefined }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const attention = documents.filter(document => document.freshness !== 'fresh').length;
  const href = links.handbook && owner ? `${links.handbook}?owner=${encodeURIComponent(owner)}` : links.handbook;
  return (
    <div className={styles.content}>
      {attention > 0 && (
        <Mark tone="warning" icon={<RiErrorWarningLine size={16} />}>
          {t('card.attention', { count: attention })}
        </Mark>
      )}
      <DocumentsTable documents={[...documents].sort(byUrgency).slice(0, shownRows)} caption={t('card.table')} />
      {documents.length > shownRows && <PortalLink href={href}>{t('card.all')}</PortalLink>}
    </div>
  );
}
