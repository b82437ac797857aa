import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Mark } from '@connectly/plugin-platform-react';
import { ModuleCallAnswer } from '@connectly/plugin-terraform-common';
import { CodeBlock, languageOfPath } from '@connectly/plugin-terraform-react';
import { RiCheckboxCircleLine, RiErrorWarningLine, RiQuestionLine } from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';
import { InlineCode } from '../InlineCode';
import { Field } from './fields';
import styles from './UsageBuilder.module.css';

/** What is still missing, what only Terraform can tell, and the files. */
export function CallResult(props: { answer: ModuleCallAnswer; isComplete: boolean; fields: Field[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const { answer, isComplete, fields } = props;
  const missing = answer.problems.filter(({ kind }) => kind === 'missing').map(({ input }) => input);
  const wrong = [...new Set(answer.problems.filter(({ kind }) => kind !== 'missing').map(({ input }) => input))];
  const secrets = fields.filter(({ variable }) => (variable.sensitive || variable.ephemeral) && variable.required);
  return (
    <>
      <div role="status" className={styles.state}>
        {missing.length > 0 && (
          <Mark tone="warning" icon={<RiErrorWarningLine size={16} />}>
            {t('builder.missing', { inputs: missing.join(', ') })}
          </Mark>
        )}
        {wrong.length > 0 && (
          <Mark tone="bad" icon={<RiErrorWarningLine size={16} />}>
            {t('builder.wrong', { inputs: wrong.join(', ') })}
          </Mark>
        )}
        {isComplete && answer.problems.length === 0 && (
          <Mark tone="good" icon={<RiCheckboxCircleLine size={16} />}>
            {t('builder.complete')}
          </Mark>
        )}
        {secrets.map(({ variable }) => (
          <Text key={variable.name} as="p" variant="body-small">
            {t('builder.secretValue', { input: variable.name })}
          </Text>
        ))}
      </div>
      {answer.untold.length > 0 && (
        <section className={styles.untold}>
          <Mark tone="neutral" icon={<RiQuestionLine size={16} />}>
            {t('builder.untold')}
          </Mark>
          <ul>
            {answer.untold.map(({ input, message }) => (
              <li key={`${input} ${message}`}>
                <code>{input}</code>: <InlineCode text={message} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {answer.files.map(({ path, text }) => (
        <CodeBlock
          key={path}
          className={styles.file}
          title={path}
          text={text}
          language={languageOfPath(path)}
          labels={{ copy: t('code.copy'), copied: t('code.copied') }}
        />
      ))}
    </>
  );
}
