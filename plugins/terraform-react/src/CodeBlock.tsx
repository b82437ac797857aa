import { Button } from '@backstage/ui';
import { useEffect, useState } from 'react';
import styles from './CodeBlock.module.css';
import { CodeText } from './CodeText';

/** @public */
export interface CodeBlockProps {
  /** What the code is, such as the path of its file: the text above it. */
  title: string;
  /** Name of the group, where several have one title. Default: the title. */
  label?: string;
  text: string;
  language?: string;
  /** Texts of the copy button. */
  labels: { copy: string; copied: string };
  className?: string;
}

/** A file or a snippet, highlighted, with a button that copies it. @public */
export function CodeBlock(props: CodeBlockProps) {
  const { title, label = title, text, language, labels, className } = props;
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [text]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div
      role="group"
      className={[styles.block, className].filter(Boolean).join(' ')}
      aria-label={label}
    >
      <div className={styles.header}>
        <code className={styles.title}>{title}</code>
        <Button
          size="small"
          variant="tertiary"
          aria-label={`${labels.copy}: ${label}`}
          onPress={copy}
        >
          {copied ? labels.copied : labels.copy}
        </Button>
        <span role="status" className={styles.announcement}>
          {copied ? labels.copied : ''}
        </span>
      </div>
      {/* a scrolling region must be reachable by keyboard */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0}>
        <CodeText text={text} language={language} />
      </pre>
    </div>
  );
}
