import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RenderedFile } from '@connectly/plugin-platform-common';
import { useEffect, useMemo, useState } from 'react';
import { platformTranslationRef } from '../../translations/ref';
import { highlight } from './highlight';
import styles from './ServiceReviewField.module.css';

/** One file, highlighted. Its text reaches the page as text nodes only. */
export function FileContent({ file }: { file: RenderedFile }) {
  const { t } = useTranslationRef(platformTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [file]);
  const spans = useMemo(() => highlight(file), [file]);
  return (
    <section className={styles.content} aria-label={file.path}>
      <header className={styles.contentHeader}>
        <code>{file.path}</code>
        <Button
          size="small"
          variant="tertiary"
          onPress={async () => {
            await navigator.clipboard.writeText(file.content);
            setCopied(true);
          }}
        >
          {copied ? t('review.copied') : t('review.copy')}
        </Button>
      </header>
      {/* a scrolling region must be reachable by keyboard */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0}>
        <code>
          {spans.map((span, index) => (
            <span key={index} data-kind={span.kind}>
              {span.text}
            </span>
          ))}
        </code>
      </pre>
    </section>
  );
}
