import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { DataTable, Mark, SourceLink } from '@connectly/plugin-platform-react';
import { RiAlertLine, RiErrorWarningLine } from '@remixicon/react';
import { handbookTranslationRef } from '../../translations/ref';
import { ErrorCode } from './ErrorCode';
import styles from './DocumentPage.module.css';

/** What is wrong with a document, with the line; nothing when nothing is. */
export function DocumentFindings({ document: { repository, commit, findings } }: { document: DocumentDetails }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if (findings.length === 0) return null;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('document.findings.title')}
      </Text>
      <DataTable
        caption={t('document.findings.title')}
        isWide
        rows={findings}
        rowKey={finding => `${finding.file}:${finding.line} ${finding.code} ${finding.message}`}
        columns={[
          {
            key: 'severity',
            title: t('document.findings.severity'),
            cell: finding =>
              finding.severity === 'error' ? (
                <Mark tone="bad" icon={<RiErrorWarningLine size={16} />}>
                  {t('document.findings.error')}
                </Mark>
              ) : (
                <Mark tone="warning" icon={<RiAlertLine size={16} />}>
                  {t('document.findings.warning')}
                </Mark>
              ),
          },
          { key: 'message', title: t('document.findings.message'), isRowHeader: true, cell: finding => finding.message },
          {
            key: 'code',
            title: t('document.findings.code'),
            cell: finding => (
              <code>
                <ErrorCode code={finding.code} />
              </code>
            ),
          },
          {
            key: 'place',
            title: t('document.findings.place'),
            cell: finding => <SourceLink repository={repository} path={finding.file} line={finding.line} commit={commit} />,
          },
        ]}
      />
    </section>
  );
}
