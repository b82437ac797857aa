import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Mark, Name } from '@connectly/plugin-platform-react';
import { TerraformOutput } from '@connectly/plugin-terraform-common';
import { CodeText } from '@connectly/plugin-terraform-react';
import { RiEyeOffLine } from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';
import { InlineCode } from '../InlineCode';
import { dedent } from './dedent';
import styles from './ModulePage.module.css';

/** What the module gives to its caller. */
export function OutputsTab({ outputs }: { outputs: TerraformOutput[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  if (outputs.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('outputs.empty')}
      </Text>
    );
  }
  return (
    <DataTable
      isWide
      caption={t('outputs.caption')}
      rows={outputs}
      rowKey={output => output.name}
      columns={[
        {
          key: 'name',
          title: t('outputs.columns.name'),
          isRowHeader: true,
          width: 25,
          cell: output => (
            <span className={styles.stack}>
              <Name text={output.name} />
              {output.sensitive && (
                <Mark tone="warning" icon={<RiEyeOffLine size={14} />}>
                  {t('mark.sensitive')}
                </Mark>
              )}
            </span>
          ),
        },
        {
          key: 'description',
          title: t('outputs.columns.description'),
          cell: output => (
            <span className={styles.prose}>
              <InlineCode text={output.description} />
            </span>
          ),
        },
        {
          key: 'expression',
          title: t('outputs.columns.expression'),
          width: 35,
          cell: output => (
            <div className={styles.type}>
              <CodeText text={dedent(output.expression)} language="hcl" />
            </div>
          ),
        },
      ]}
    />
  );
}
