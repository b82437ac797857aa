import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ColumnConfig, Skeleton, Table } from '@backstage/ui';
import { CSSProperties, ReactNode, useMemo } from 'react';
import { Failed } from '../loading/Loaded';
import { LoadState } from '../loading/useLoad';
import { sharedTranslationRef } from '../translations/shared';
import styles from './lists.module.css';

/** A page of a longer list, as a backend answers. @public */
export interface ListPage<T> {
  items: T[];
  /** Length of the whole list. */
  total: number;
}

/** Rows that are read at once. @public */
export const pageSize = 50;

/**
 * A page of a long list. Where it begins stands in the URL and not in the table, so that back and refresh show the same
 * rows; `useTable` would keep it to itself.
 * @public
 */
export function PagedTable<T>(props: {
  label: string;
  loading: string;
  state: LoadState<ListPage<T>>;
  columns: ColumnConfig<T & { id: string }>[];
  rowId: (item: T) => string;
  offset: number;
  onOffset: (offset: number) => void;
  empty: ReactNode;
  /** Gives the second column the room that a description needs. */
  isDescribed?: boolean;
  /** Gives the first column the room that a title needs. */
  isTitled?: boolean;
}) {
  const { label, loading, state, columns, rowId, offset, onOffset, empty } =
    props;
  const { isDescribed, isTitled } = props;
  const { t } = useTranslationRef(sharedTranslationRef);
  const items = state.status === 'loaded' ? state.value.items : undefined;
  // the table keeps what it knows of a row for as long as the row is the same object
  const rows = useMemo(
    () => items?.map(item => ({ ...item, id: rowId(item) })) ?? [],
    // a row is named by what it holds, and never by anything else
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [items],
  );
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
  const { total } = state.value;
  if (total === 0) return <>{empty}</>;
  const to = Math.min(offset + rows.length, total);
  // lists.module.css shows them on a phone, where there is no room for a head
  const names = Object.fromEntries(
    columns.map(({ label: name }, index) => [
      `--column-${index + 1}`,
      JSON.stringify(name),
    ]),
  ) as CSSProperties;
  return (
    <section
      aria-label={label}
      className={styles.table}
      style={names}
      data-described={isDescribed || undefined}
      data-titled={isTitled || undefined}
    >
      <Table
        columnConfig={columns}
        data={rows}
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
                  t('lists.range', {
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
