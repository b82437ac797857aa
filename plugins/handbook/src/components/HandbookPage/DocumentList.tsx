import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { DocumentKind, DocumentQuery } from '@connectly/plugin-handbook-common';
import { decisionProposePermission } from '@connectly/plugin-platform-common';
import { CreateLink, EmptyList, PagedTable, pageSize, useListQuery, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { DecisionGraph } from './DecisionGraph';
import { DocumentFilters } from './DocumentFilters';
import styles from './HandbookPage.module.css';
import { NarrowedTo } from './NarrowedTo';
import { ListedKind, useDocumentColumns } from './useDocumentColumns';

const filters = ['owner', 'state', 'freshness', 'tag', 'repository', 'kind', 'about', 'orRepository'];

/** Documents of one kind, or of all with what needs attention first, to search and to filter. */
export function DocumentList({ kind: list }: { kind: ListedKind }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const { proposeDecision } = useHandbookLinks();
  const language = useReaderLanguage();
  const query = useListQuery();
  const { search, offset } = query;
  const [owner, state, freshness, tag, repository, chosenKind, about, orRepository] = filters.map(query.filter);
  const isAll = list === 'all';
  const kind = isAll ? ((chosenKind || undefined) as DocumentKind | undefined) : list;
  const documents = useLoad(
    signal =>
      api.listDocuments(
        {
          kind,
          search,
          owner,
          state,
          freshness: freshness as DocumentQuery['freshness'],
          tag,
          repository,
          about,
          orRepository,
          order: isAll ? 'urgency' : undefined,
          language,
          offset,
          limit: pageSize,
        },
        { signal },
      ),
    [api, kind, search, owner, state, freshness, tag, repository, about, orRepository, isAll, language, offset],
    { keep: true },
  );
  const columns = useDocumentColumns(list);
  const isFiltered = Boolean(search) || filters.some(query.filter);
  const clear = () => query.clear(filters);
  return (
    <>
      {list === 'adr' && (
        <div className={styles.actions}>
          <CreateLink href={proposeDecision} permission={decisionProposePermission}>
            {t('list.proposeDecision')}
          </CreateLink>
        </div>
      )}
      <DocumentFilters kind={list} query={query} />
      <NarrowedTo query={query} onClear={clear} />
      {documents.status === 'loaded' && !documents.value.complete && (
        <Alert status="info" icon className={styles.notice} title={t('list.incomplete')} />
      )}
      <PagedTable
        label={t(`page.tabs.${list}`)}
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
              action={{ label: t('list.empty.clear'), onPress: clear }}
            />
          ) : (
            <EmptyList title={t('list.empty.title')} description={t('list.empty.description')} />
          )
        }
      />
      {list === 'adr' && <DecisionGraph repository={repository} />}
    </>
  );
}
