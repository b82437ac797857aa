import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ColumnConfig, Skeleton, Table } from '@backstage/ui';
import { ReactNode } from 'react';
import { TerraformPage } from '../../api';
import { Failed, LoadState } from '../../loading';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './lists.module.css';

/** Rows that are read at once. */
export const pageSize = 50;

/**
 * A page of a long list. Where it begins stands in the URL and not in the table, so that back and refresh show the same
 * rows; `useTable` would keep it to itself.
 */
export function PagedTable<T>(props: {
  label: string;
  loading: string;
  state: LoadState<TerraformPage<T>>;
  columns: ColumnConfig<T & { id: string }>[];
  rowId: (item: T) => string;
  offset: number;
  onOffset: (offset: number) => void;
  empty: ReactNode;
}) {
  const { label, loading, state, columns, rowId, offset, onOffset, empty } =
    props;
  const { t } = useTranslationRef(terraformTranslationRef);
  if (state.status === 'failed')
    return <Failed error={state.error} retry={state.retry} />;
  if (state.status === 'loading') {
    return (
      <div role="status" aria-label={loading} className={styles.outline}>
        {Array.from({ length: 8 }, (_, index) => (
          <Skeleton key={index} height={40} />
        ))}
      </div>
    );
  }
  const { items, total } = state.value;
  if (total === 0) return <>{empty}</>;
  const to = Math.min(offset + items.length, total);
  return (
    <section aria-label={label} className={styles.table}>
      <Table
        columnConfig={columns}
        data={items.map(item => ({ ...item, id: rowId(item) }))}
        isStale={state.stale}
        pagination={
          total > pageSize
            ? {
                type: 'page',
                pageSize,
                offset,
                totalCount: total,
                showPageSizeOptions: false,
                hasNextPage: to < total,
                hasPreviousPage: offset > 0,
                onNextPage: () => onOffset(offset + pageSize),
                onPreviousPage: () => onOffset(Math.max(0, offset - pageSize)),
                getLabel: () =>
                  t('common.range', {
                    from: String(offset + 1),
                    to: String(to),
                    total: String(total),
                  }),
              }
            : { type: 'none' }
        }
      />
    </section>
  );
}
