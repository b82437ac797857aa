import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Name, SourceLink } from '@connectly/plugin-platform-react';
import { ModuleDetails, MovedBlock } from '@connectly/plugin-terraform-common';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './ModulePage.module.css';

/** Addresses that a caller's state is moved along; nothing when there are none. */
export function MovedTable(props: {
  moved: MovedBlock[];
  module: ModuleDetails;
  commit: string;
}) {
  const { moved, module, commit } = props;
  const { t } = useTranslationRef(terraformTranslationRef);
  if (moved.length === 0) return null;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('versions.moved.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('versions.moved.description')}
      </Text>
      <DataTable
        caption={t('versions.moved.caption')}
        rows={moved}
        rowKey={block => `${block.from} ${block.to}`}
        columns={[
          {
            key: 'from',
            title: t('versions.moved.from'),
            isRowHeader: true,
            cell: block => <Name text={block.from} />,
          },
          {
            key: 'to',
            title: t('versions.moved.to'),
            cell: block => <Name text={block.to} />,
          },
          {
            key: 'place',
            title: t('versions.moved.place'),
            cell: block => (
              <SourceLink
                repository={module.repository}
                path={`${module.directory}/${block.position.file}`}
                line={block.position.line}
                commit={commit}
              />
            ),
          },
        ]}
      />
    </section>
  );
}
