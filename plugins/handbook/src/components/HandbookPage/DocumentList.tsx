import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { DocumentKind, Freshness } from '@connectly/plugin-handbook-common';
import { decisionProposePermission } from '@connectly/plugin-platform-common';
import { CreateLink, EmptyList, PagedTable, pageSize, useListQuery, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { DecisionGraph } from './DecisionGraph';
import { DocumentFilters } from './DocumentFilters';
import styles from './HandbookPage.module.css';
import { useDocumentColumns } from './useDocumentColumns';

const filters = ['owner', 'state', 'freshness', 'tag'];

/** Documents of one kind, to search and to filter. */
export function DocumentList({ kind }: { kind: Exclude<DocumentKind, 'path'> }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const { proposeDecision } = useHandbookLinks();
  const language = useReaderLanguage();
  const query = useListQuery();
  const { search, offset } = query;
  const [owner, state, freshness, tag] = filters.map(query.filter);
  const documents = useLoad(
    signal =>
      api.listDocuments(
        { kind, search, owner, state, freshness: freshness as Freshness, tag, language, offset, limit: pageSize },
        { signal },
      ),
    [api, kind, search, owner, state, freshness, tag, language, offset],
    { keep: true },
  );
  const columns = useDocumentColumns(kind);
  const isFiltered = Boolean(search || owner || state || freshness || tag);
  return (
    <>
      {kind === 'adr' && (
        <div className={styles.actions}>
          <CreateLink href={proposeDecision} permission={decisionProposePermission}>
            {t('list.proposeDecision')}
          </CreateLink>
        </div>
      )}
      <DocumentFilters kind={kind} query={query} />
      {documents.status === 'loaded' && !documents.value.complete && (
        <Alert status="info" icon className={styles.notice} title={t('list.incomplete')} />
      )}
      <PagedTable
        label={t(`page.tabs.${kind}`)}
        loading={t('list.loading')}
        state={documents}
        columns={columns}
        rowId={document => `${document.repository}/${document.path}`}
        offset={offset}
        onOffset={query.onOffset}
        isTitled
        empty={
          isFiltered ? (
            <EmptyList
              title={t('list.empty.filteredTitle')}
              description={t('list.empty.filteredDescription')}
              action={{ label: t('list.empty.clear'), onPress: () => query.clear(filters) }}
            />
          ) : (
            <EmptyList title={t('list.empty.title')} description={t('list.empty.description')} />
          )
        }
      />
      {kind === 'adr' && <DecisionGraph />}
    </>
  );
}
