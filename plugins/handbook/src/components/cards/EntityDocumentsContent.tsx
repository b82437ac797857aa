import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { EmptyList, Loaded, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { handbookTranslationRef } from '../../translations/ref';
import { byUrgency, DocumentsTable } from './DocumentsTable';

/** Documents of a service: those of its repository, and those elsewhere that name it. */
export function EntityDocumentsContent() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const repository = entity.metadata.annotations?.[platformAnnotations.repository];
  const state = useLoad(
    async signal => {
      const pages = await Promise.all([
        repository ? api.listDocuments({ repository, language, limit: 200 }, { signal }) : { items: [] },
        api.listDocuments({ about: ref, language, limit: 200 }, { signal }),
      ]);
      const documents = pages.flatMap(page => page.items);
      return [...new Map(documents.map(each => [`${each.repository}/${each.path}`, each])).values()].sort(byUrgency);
    },
    [api, ref, repository, language],
  );
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
