import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Mark, SourceLink } from '@connectly/plugin-platform-react';
import { TerraformFinding } from '@connectly/plugin-terraform-common';
import { RiAlertLine, RiErrorWarningLine } from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';

/** A finding with the place of its file in a repository. */
export interface LocatedFinding extends TerraformFinding {
  repository: string;
  /** From the repository's root. */
  path: string;
  commit?: string;
}

/** What is wrong, and at which line. */
export function FindingsTable({ findings }: { findings: LocatedFinding[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  if (findings.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('findings.empty')}
      </Text>
    );
  }
  return (
    <DataTable
      isWide
      caption={t('findings.caption')}
      rows={findings}
      rowKey={finding =>
        `${finding.path}:${finding.position.line} ${finding.code} ${finding.message}`
      }
      columns={[
        {
          key: 'severity',
          title: t('findings.columns.severity'),
          cell: finding =>
            finding.severity === 'error' ? (
              <Mark tone="bad" icon={<RiErrorWarningLine size={16} />}>
                {t('mark.error')}
              </Mark>
            ) : (
              <Mark tone="warning" icon={<RiAlertLine size={16} />}>
                {t('mark.warning')}
              </Mark>
            ),
        },
        {
          key: 'message',
          title: t('findings.columns.message'),
          isRowHeader: true,
          cell: finding => finding.message,
        },
        {
          key: 'code',
          title: t('findings.columns.code'),
          cell: finding => <code>{finding.code}</code>,
        },
        {
          key: 'place',
          title: t('findings.columns.place'),
          cell: finding => (
            <SourceLink
              repository={finding.repository}
              path={finding.path}
              line={finding.position.line}
              commit={finding.commit}
            />
          ),
        },
      ]}
    />
  );
}
