import { ReactNode } from 'react';
import styles from './Facts.module.css';

/** A few figures with their names. @public */
export function Facts({
  facts,
}: {
  facts: { name: string; value: ReactNode }[];
}) {
  return (
    <dl className={styles.facts}>
      {facts.map(fact => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
