import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { Loaded, Mark, PortalLink } from '@connectly/plugin-platform-react';
import { RiErrorWarningLine } from '@remixicon/react';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './cards.module.css';
import { DocumentsTable } from './DocumentsTable';
import { EntityDocuments, isTeam, useEntityDocuments, useEntityDocumentsLink } from './useEntityDocuments';

/** Rows of a card; the handbook has the rest. */
const shownRows = 10;

/** Documents of a team, a service, a module or a stack; what needs attention first. */
export function EntityDocumentsCard() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { entity } = useEntity();
  const state = useEntityDocuments(entity, shownRows);
  return (
    <EntityInfoCard title={t('card.title')}>
      <Loaded state={state} label={t('card.loading')}>
        {documents =>
          documents.total === 0 ? (
            <Text as="p">{isTeam(entity) ? t('card.emptyOwner') : t('card.empty')}</Text>
          ) : (
            <Documents documents={documents} entity={entity} />
          )
        }
      </Loaded>
    </EntityInfoCard>
  );
}

function Documents({ documents, entity }: { documents: EntityDocuments; entity: Entity }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { items, total, attention } = documents;
  const links = useEntityDocumentsLink(entity);
  return (
    <div className={styles.content}>
      {attention > 0 && (
        <Mark tone="warning" icon={<RiErrorWarningLine size={16} />}>
          <PortalLink href={links.attention}>{t('card.attention', { count: attention })}</PortalLink>
        </Mark>
      )}
      <DocumentsTable documents={items} caption={t('card.table')} />
      {total > items.length && <PortalLink href={links.all}>{t('card.all', { total: String(total) })}</PortalLink>}
    </div>
  );
}
