import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { showHiddenCharacters } from '@connectly/plugin-platform-common';
import { CodeBlock } from '@connectly/plugin-terraform-react';
import { RiCheckboxCircleLine, RiIndeterminateCircleLine } from '@remixicon/react';
import type { Element } from 'hast';
import { Diagram } from './diagrams/Diagram';
import styles from './DocumentMarkdown.module.css';
import { documentTranslationRef } from './translations/ref';

/** A fenced block: code with a copy button and whether a test runs it, or a diagram. */
export function DocumentCode({ node, number }: { node: Element | undefined; number: string }) {
  const { t } = useTranslationRef(documentTranslationRef);
  const [code] = node?.children ?? [];
  if (code?.type !== 'element') return null;
  const [content] = code.children;
  const text = content?.type === 'text' ? content.value.replace(/\n$/, '') : '';
  const [name] = Array.isArray(code.properties.className) ? code.properties.className : [];
  const language = typeof name === 'string' ? name.replace('language-', '') : undefined;
  const title = language ?? t('code');
  const block = (
    <CodeBlock
      className={styles.code}
      title={title}
      label={t('codeNumber', { language: title, number })}
      text={text}
      language={language}
      labels={{ copy: t('copy'), copied: t('copied') }}
    />
  );
  if (node?.properties.dataDrawn) {
    return <Diagram text={text} label={t('diagram', { number })} sourceLabel={t('diagramSource')} source={block} />;
  }
  const { dataRun: world, dataNotRun: reason } = code.properties;
  return (
    <div className={styles.block}>
      {block}
      {world !== undefined && (
        <p className={styles.mark}>
          <RiCheckboxCircleLine size={16} aria-hidden />
          {world ? t('runIn', { world: String(world) }) : t('run')}
        </p>
      )}
      {reason !== undefined && (
        <p className={styles.mark}>
          <RiIndeterminateCircleLine size={16} aria-hidden />
          {t('notRun', { reason: showHiddenCharacters(String(reason)) })}
        </p>
      )}
    </div>
  );
}
