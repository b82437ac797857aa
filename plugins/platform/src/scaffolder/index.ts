/**
 * What the forms change in the scaffolder's own pages, to stand among the features of an app of the new frontend system.
 *
 * @packageDocumentation
 */
export { scaffolderPages as default } from './module';
