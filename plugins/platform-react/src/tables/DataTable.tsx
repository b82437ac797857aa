import { ReactNode } from 'react';
import styles from './DataTable.module.css';
import { ScrollRegion } from './ScrollRegion';

/** A column of a {@link DataTable}. @public */
export interface DataColumn<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** The column that names its row; one of them. */
  isRowHeader?: boolean;
  /** Share of the width, in per cent. */
  width?: number;
}

/** A table to read: nothing in it is chosen or sorted, so it is plain HTML that every screen reader walks. @public */
export function DataTable<T>(props: {
  /** What the table holds, for a screen reader. */
  caption: string;
  columns: DataColumn<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  /** Keeps its columns readable on a narrow screen, where it scrolls sideways then. */
  isWide?: boolean;
}) {
  const { caption, columns, rows, rowKey, isWide } = props;
  return (
    <ScrollRegion label={caption}>
      <table className={styles.table} data-wide={isWide || undefined}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.key}
                scope="col"
                style={column.width ? { width: `${column.width}%` } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)}>
              {columns.map(column =>
                column.isRowHeader ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
