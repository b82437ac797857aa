/**
 * What the pages of the suite share: refusals in the reader's language, loading, lists whose state stands in the URL, tables to read,
 * links to owners and to the forge.
 *
 * @packageDocumentation
 */
export { Facts } from './Facts';
export { createForge, useForge } from './forge';
export type { Forge } from './forge';
export { readerLanguage, useReaderLanguage } from './language';
export { EmptyList } from './lists/EmptyList';
export { ListFilters } from './lists/ListFilters';
export { ListSearch } from './lists/ListSearch';
export { PagedTable, pageSize } from './lists/PagedTable';
export type { ListPage } from './lists/PagedTable';
export { useListQuery } from './lists/useListQuery';
export type { ListQuery } from './lists/useListQuery';
export { Failed, Loaded } from './loading/Loaded';
export { isMissing, Missing } from './loading/Missing';
export type { FailedLoad } from './loading/Missing';
export { useLoad } from './loading/useLoad';
export type { LoadState } from './loading/useLoad';
export { Mark } from './Mark';
export type { MarkTone } from './Mark';
export { PageFrame } from './PageFrame';
export { Allowed } from './places/Allowed';
export { CreateLink } from './places/CreateLink';
export { Name } from './places/Name';
export { OwnerLink } from './places/OwnerLink';
export { PortalLink } from './places/PortalLink';
export { RepositoryLink } from './places/RepositoryLink';
export { SourceLink } from './places/SourceLink';
export { RefusalAlert } from './RefusalAlert';
export type { RefusalAlertProps } from './RefusalAlert';
export { refusalOf } from './refusalOf';
export type { Refusal } from './refusalOf';
export { ListAndDetail, useQuery, withChanges } from './routing';
export type { QueryChanges } from './routing';
export { FoundItem } from './search/FoundItem';
export type { FoundItemProps } from './search/FoundItem';
export type { Highlight } from './search/highlight';
export { DataTable } from './tables/DataTable';
export type { DataColumn } from './tables/DataTable';
export { ScrollRegion } from './tables/ScrollRegion';
export { refusalTranslationRef } from './translations/ref';
export { sharedTranslationRef } from './translations/shared';
