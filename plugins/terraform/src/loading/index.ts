export { Failed, Loaded } from './Loaded';
export { useLoad } from './useLoad';
export type { LoadState } from './useLoad';
