import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Mark, PortalLink } from '@connectly/plugin-platform-react';
import { ModuleCallAnswer } from '@connectly/plugin-terraform-common';
import { CodeBlock, languageOfPath } from '@connectly/plugin-terraform-react';
import { RiCheckboxCircleLine, RiErrorWarningLine, RiPlugLine, RiQuestionLine } from '@remixicon/react';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { InlineCode } from '../InlineCode';
import { Field } from './fields';
import styles from './UsageBuilder.module.css';

/** What is still missing, what only Terraform can tell, and the files. */
export function CallResult(props: {
  answer: ModuleCallAnswer;
  isComplete: boolean;
  fields: Field[];
  /** Inputs that are connected. */
  wired: string[];
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const { answer, isComplete, fields, wired } = props;
  const missing = answer.problems.filter(({ kind }) => kind === 'missing').map(({ input }) => input);
  const wrong = [...new Set(answer.problems.filter(({ kind }) => kind !== 'missing').map(({ input }) => input))];
  const others = fields.flatMap(({ variable, wiring }) =>
    wiring && 'module' in wiring && wired.includes(variable.name) ? [wiring.module] : [],
  );
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
        {[...new Set(others)].map(module => (
          <span key={module}>
            <Mark tone="neutral" icon={<RiPlugLine size={16} />}>
              {t('builder.needs', { call: `module.${module.replaceAll('-', '_')}` })}
            </Mark>{' '}
            <PortalLink href={links.module(module)}>{t('builder.needed', { module })}</PortalLink>
          </span>
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
