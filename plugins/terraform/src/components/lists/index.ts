export { EmptyList } from './EmptyList';
export { ListSearch } from './ListSearch';
export { PagedTable, pageSize } from './PagedTable';
export { useListQuery } from './useListQuery';
export type { ListQuery } from './useListQuery';
