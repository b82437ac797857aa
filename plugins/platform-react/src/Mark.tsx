import { ReactElement, ReactNode } from 'react';
import styles from './Mark.module.css';

/** How much a mark wants to be seen. @public */
export type MarkTone = 'neutral' | 'good' | 'warning' | 'bad';

/** A short state in words with an icon; its colour only repeats what the words say. @public */
export function Mark(props: {
  tone: MarkTone;
  icon: ReactElement;
  children: ReactNode;
}) {
  return (
    <span className={styles.mark} data-tone={props.tone}>
      <span aria-hidden className={styles.icon}>
        {props.icon}
      </span>
      <span>{props.children}</span>
    </span>
  );
}
