export { EmptyList } from './EmptyList';
export { PagedTable, pageSize } from './PagedTable';
export { useListQuery } from './useListQuery';
export type { ListQuery } from './useListQuery';
