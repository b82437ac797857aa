import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { DataTable, Name, SourceLink } from '@connectly/plugin-platform-react';
import { StackDetails } from '@connectly/plugin-terraform-common';
import { terraformTranslationRef } from '../../translations/ref';
import { HandbookDocuments } from '../HandbookDocuments';
import { useRepositoryEntities } from '../places';
import { readersOf, unpublishedValues } from './contractReaders';
import { Reach } from './Reach';
import { ReaderList } from './ReaderList';
import styles from './StackPage.module.css';

/** What the handbook says of the stack; every value that it publishes and who reads it, drawn and as a table. */
export function ContractTab({ stack }: { stack: StackDetails }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const entities = useRepositoryEntities(stack.uses.map(use => use.repository));
  const unpublished = unpublishedValues(stack);
  const rows = stack.contract.map(each => ({
    ...each,
    readers: readersOf(stack.uses, each.value),
  }));
  return (
    <div className={styles.sections}>
      {unpublished.length > 0 && (
        <Alert
          status="danger"
          icon
          title={t('stackPage.contract.unpublishedTitle')}
          description={
            <>
              {t('stackPage.contract.unpublishedDescription')}
              <ul className={styles.unpublished}>
                {unpublished.map(({ value, readers }) => (
                  <li key={value}>
                    <code>{value}</code>:{' '}
                    {readers.map(reader => reader.repository).join(', ')}
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
      <section className={styles.section}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('stackPage.reach.title')}
        </Text>
        <Reach stack={stack} entities={entities} />
      </section>
      <section className={styles.section}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('stackPage.contract.title')}
        </Text>
        {rows.length === 0 ? (
          <Text as="p" color="secondary">
            {t('stackPage.contract.empty')}
          </Text>
        ) : (
          <DataTable
            isWide
            caption={t('stackPage.contract.caption')}
            rows={rows}
            rowKey={row => row.value}
            columns={[
              {
                key: 'value',
                title: t('stackPage.contract.value'),
                isRowHeader: true,
                cell: row => <Name text={row.value} />,
              },
              {
                key: 'kind',
                title: t('stackPage.contract.kind'),
                cell: row => row.kind,
              },
              {
                key: 'path',
                title: t('stackPage.contract.path'),
                cell: row => <Name text={`/platform/${row.stack}/${row.value}`} />,
              },
              {
                key: 'readers',
                title: t('stackPage.contract.readers'),
                cell: row => (
                  <ReaderList readers={row.readers} entities={entities} />
                ),
              },
              {
                key: 'place',
                title: t('stackPage.contract.place'),
                cell: row => (
                  <SourceLink
                    repository={stack.repository}
                    path={row.file}
                    line={row.line}
                    below={stack.directory}
                  />
                ),
              },
            ]}
          />
        )}
      </section>
      <HandbookDocuments
        about={stringifyEntityRef({ kind: 'resource', name: stack.name })}
        empty={t('documents.emptyStack')}
      />
    </div>
  );
}
