export { isMissing, Missing } from './Missing';
