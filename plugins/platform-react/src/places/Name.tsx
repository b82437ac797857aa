import { Fragment } from 'react';
import styles from './Name.module.css';

/** A name or path of a file, set as code, which breaks behind its separators and never inside a word or before the ending `.tf`. @public */
export function Name({ text }: { text: string }) {
  return (
    <code className={styles.name}>
      {text.split(/(?<=[/_.-])(?!tf\b)(?=\w)/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
