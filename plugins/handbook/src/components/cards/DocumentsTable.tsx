import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { DataTable } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentLink } from '../DocumentLink';
import { DecisionMark, FreshnessMark } from '../marks';
import styles from './cards.module.css';

/** Documents of any kind. */
export function DocumentsTable({ documents, caption }: { documents: DocumentSummary[]; caption: string }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  // decisions are numbered within their repository, so titles of several repositories can be the same
  const areOfSeveral = new Set(documents.map(({ repository }) => repository)).size > 1;
  return (
    <DataTable
      caption={caption}
      rows={documents}
      rowKey={document => `${document.repository}/${document.path}`}
      columns={[
        {
          key: 'title',
          title: t('list.columns.title'),
          isRowHeader: true,
          cell: document => <DocumentLink document={document} />,
        },
        ...(areOfSeveral
          ? [{ key: 'repository', title: t('list.columns.repository'), cell: (document: DocumentSummary) => document.repository }]
          : []),
        { key: 'kind', title: t('list.columns.kind'), cell: document => t(`kinds.${document.kind}`) },
        {
          key: 'state',
          title: t('list.columns.state'),
          cell: document => (
            <span className={styles.marks}>
              {document.decision && <DecisionMark decision={document.decision} />}
              {(document.freshness !== 'fresh' || !document.decision) && <FreshnessMark freshness={document.freshness} />}
            </span>
          ),
        },
      ]}
    />
  );
}
