import { ReactNode } from 'react';
import styles from './lists.module.css';

/** The search field of a list and the filters beside it, one below the other on a narrow screen. @public */
export function ListFilters({ children }: { children: ReactNode }) {
  return (
    <div role="search" className={styles.filters}>
      {children}
    </div>
  );
}
