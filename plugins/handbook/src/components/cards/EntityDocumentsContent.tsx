import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyList, Loaded } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentsTable } from './DocumentsTable';
import { useEntityDocuments } from './useEntityDocuments';

/** Documents of a service: those of its repository, and those elsewhere that name it. */
export function EntityDocumentsContent() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const state = useEntityDocuments(useEntity().entity);
  return (
    <Loaded state={state} label={t('card.loading')}>
      {documents =>
        documents.length === 0 ? (
          <EmptyList title={t('card.emptyRepository')} description={t('card.emptyRepositoryHint')} />
        ) : (
          <DocumentsTable documents={documents} caption={t('card.table')} />
        )
      }
    </Loaded>
  );
}
