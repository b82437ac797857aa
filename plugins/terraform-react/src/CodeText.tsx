import { useMemo } from 'react';
import styles from './CodeBlock.module.css';
import { highlight } from './highlight';

/** @public */
export interface CodeTextProps {
  text: string;
  /** A language that {@link highlight} knows; others are shown plain. */
  language?: string;
}

/** Highlighted code inside a line or a block. Its text reaches the page as text nodes only. @public */
export function CodeText({ text, language }: CodeTextProps) {
  const spans = useMemo(() => highlight(text, language), [text, language]);
  return (
    <code className={styles.text}>
      {spans.map((span, index) => (
        <span key={index} data-kind={span.kind}>
          {span.text}
        </span>
      ))}
    </code>
  );
}
