import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyList, Loaded, PortalLink } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentsTable } from './DocumentsTable';
import styles from './cards.module.css';
import { useEntityDocuments, useEntityDocumentsLink } from './useEntityDocuments';

/** Rows of the tab; the handbook has the rest. */
const shownRows = 200;

/** Documents of a service: those of its repository, and those elsewhere that name it. */
export function EntityDocumentsContent() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { entity } = useEntity();
  const state = useEntityDocuments(entity, shownRows);
  const links = useEntityDocumentsLink(entity);
  return (
    <Loaded state={state} label={t('card.loading')}>
      {({ items, total }) =>
        total === 0 ? (
          <EmptyList title={t('card.emptyRepository')} description={t('card.emptyRepositoryHint')} />
        ) : (
          <div className={styles.content}>
            <DocumentsTable documents={items} caption={t('card.table')} />
            {total > items.length && <PortalLink href={links.all}>{t('card.all', { total: String(total) })}</PortalLink>}
          </div>
        )
      }
    </Loaded>
  );
}
