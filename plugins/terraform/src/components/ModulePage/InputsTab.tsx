import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Mark, Name } from '@connectly/plugin-platform-react';
import {
  ModuleVersion,
  TerraformVariable,
} from '@connectly/plugin-terraform-common';
import { CodeText } from '@connectly/plugin-terraform-react';
import { RiAsterisk, RiEyeOffLine, RiTimerLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { terraformTranslationRef } from '../../translations/ref';
import { dedent } from './dedent';
import { InputDescription } from './InputDescription';
import styles from './ModulePage.module.css';
import { variableGroups } from './variableGroups';

/** The inputs, in the groups that the module gives them. */
export function InputsTab({ version }: { version: ModuleVersion }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const groups = variableGroups(version);
  if (groups.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('inputs.empty')}
      </Text>
    );
  }
  return (
    <div className={styles.sections}>
      {groups.map((group, index) => {
        const title = group.title ?? t('inputs.others');
        return (
          <section key={index} className={styles.section}>
            <Text as="h3" variant="title-x-small" weight="bold">
              {title}
            </Text>
            <div className={styles.inputs}>
              <DataTable
                isWide
                caption={t('inputs.caption', { group: title })}
                rows={group.variables}
                rowKey={variable => variable.name}
                columns={[
                  {
                    key: 'name',
                    title: t('inputs.columns.name'),
                    isRowHeader: true,
                    width: 20,
                    cell: variable => <InputName variable={variable} />,
                  },
                  {
                    key: 'type',
                    title: t('inputs.columns.type'),
                    width: 24,
                    cell: variable => (
                      <Named title={t('inputs.columns.type')}>
                        <div className={styles.type}>
                          <CodeText
                            // signs that stand under each other need more room than the column has
                            text={dedent(variable.type || 'any').replace(
                              / {2,}=/g,
                              ' =',
                            )}
                            language="hcl"
                          />
                        </div>
                      </Named>
                    ),
                  },
                  {
                    key: 'default',
                    title: t('inputs.columns.default'),
                    width: 16,
                    cell: variable => (
                      <Named title={t('inputs.columns.default')}>
                        <InputDefault variable={variable} />
                      </Named>
                    ),
                  },
                  {
                    key: 'description',
                    title: t('inputs.columns.description'),
                    cell: variable => (
                      <InputDescription
                        variable={variable}
                        wiring={version.manifest.wiring[variable.name]}
                      />
                    ),
                  },
                ]}
              />
            </div>
          </section>
        );
      })}
    </div>
  );
}

/** On a phone an input's facts stand below each other, away from the columns' titles. A screen reader has those all the same. */
function Named({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <span className={styles.title} aria-hidden>
        {title}
      </span>
      {children}
    </div>
  );
}

function InputName({ variable }: { variable: TerraformVariable }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  return (
    <span className={styles.stack}>
      <Name text={variable.name} />
      {variable.sensitive && (
        <Mark tone="warning" icon={<RiEyeOffLine size={14} />}>
          {t('mark.sensitive')}
        </Mark>
      )}
      {variable.ephemeral && (
        <Mark tone="neutral" icon={<RiTimerLine size={14} />}>
          {t('mark.ephemeral')}
        </Mark>
      )}
    </span>
  );
}

/** A default that is longer is folded away. */
const longDefault = 120;

function InputDefault({ variable }: { variable: TerraformVariable }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  if (variable.required) {
    return (
      <Mark tone="neutral" icon={<RiAsterisk size={12} />}>
        {t('mark.required')}
      </Mark>
    );
  }
  const text =
    (variable.defaultExpression && dedent(variable.defaultExpression)) ??
    JSON.stringify(variable.default ?? null, undefined, 2);
  const code = (
    <div className={styles.type}>
      <CodeText text={text} language="hcl" />
    </div>
  );
  if (text.length <= longDefault) return code;
  return (
    <details>
      <summary>{t('inputs.longDefault')}</summary>
      {code}
    </details>
  );
}
