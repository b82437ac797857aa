import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { Loaded, Mark, PortalLink } from '@connectly/plugin-platform-react';
import { RiErrorWarningLine } from '@remixicon/react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './cards.module.css';
import { DocumentsTable } from './DocumentsTable';
import { isTeam, useEntityDocuments } from './useEntityDocuments';

/** Rows of a card; the handbook has the rest. */
const shownRows = 10;

/** Documents of a team, a service, a module or a stack; what needs attention first. */
export function EntityDocumentsCard() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { entity } = useEntity();
  const state = useEntityDocuments(entity);
  const owner = isTeam(entity) ? stringifyEntityRef(entity) : undefined;
  return (
    <EntityInfoCard title={t('card.title')}>
      <Loaded state={state} label={t('card.loading')}>
        {documents =>
          documents.length === 0 ? (
            <Text as="p">{owner ? t('card.emptyOwner') : t('card.empty')}</Text>
          ) : (
            <Documents documents={documents} owner={owner} />
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
      <DocumentsTable documents={documents.slice(0, shownRows)} caption={t('card.table')} />
      {documents.length > shownRows && <PortalLink href={href}>{t('card.all')}</PortalLink>}
    </div>
  );
}
