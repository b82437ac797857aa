import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CodeBlock, languageOfPath } from '@connectly/plugin-terraform-react';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './ModulePage.module.css';

/** The module's own examples, file by file. */
export function ExamplesTab({
  examples,
}: {
  examples: Record<string, Record<string, string>>;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const names = Object.keys(examples).sort();
  if (names.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('examples.empty')}
      </Text>
    );
  }
  return (
    <div className={styles.sections}>
      {names.map(name => (
        <section key={name} className={styles.section}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {name}
          </Text>
          {Object.entries(examples[name])
            .sort(([left], [right]) => byInterest(left, right))
            .map(([path, text]) => (
              <CodeBlock
                key={path}
                className={styles.code}
                title={path}
                text={text}
                language={languageOfPath(path)}
                labels={{ copy: t('code.copy'), copied: t('code.copied') }}
              />
            ))}
        </section>
      ))}
    </div>
  );
}

/** `main.tf` comes first: it is what a reader looks for. */
function byInterest(left: string, right: string): number {
  return (
    Number(right === 'main.tf') - Number(left === 'main.tf') ||
    left.localeCompare(right)
  );
}
