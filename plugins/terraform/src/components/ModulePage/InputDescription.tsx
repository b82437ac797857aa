import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Mark } from '@connectly/plugin-platform-react';
import {
  TerraformVariable,
  WiringSource,
} from '@connectly/plugin-terraform-common';
import { CodeText } from '@connectly/plugin-terraform-react';
import { RiPlugLine } from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';
import { InlineCode } from '../InlineCode';
import { dedent } from './dedent';
import styles from './ModulePage.module.css';

/** What an input is for, what it must satisfy, and where its value comes from. */
export function InputDescription(props: {
  variable: TerraformVariable;
  wiring: WiringSource | undefined;
}) {
  const { variable, wiring } = props;
  const { t } = useTranslationRef(terraformTranslationRef);
  return (
    <div className={styles.stack}>
      {variable.description && (
        <span className={styles.prose}>
          <InlineCode text={variable.description} />
        </span>
      )}
      {wiring && (
        <Mark tone="neutral" icon={<RiPlugLine size={16} />}>
          {'contract' in wiring
            ? t('inputs.wiredContract', {
                stack: wiring.contract,
                value: wiring.value,
              })
            : t('inputs.wiredModule', {
                module: wiring.module,
                output: wiring.output,
              })}
        </Mark>
      )}
      {variable.validations.length > 0 && (
        <ul className={styles.rules} aria-label={t('inputs.rules')}>
          {variable.validations.map((validation, index) => (
            <li key={index}>
              <InlineCode text={validation.errorMessage} />
              <details>
                <summary>{t('inputs.condition')}</summary>
                <div className={styles.type}>
                  <CodeText
                    text={dedent(validation.condition)}
                    language="hcl"
                  />
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
