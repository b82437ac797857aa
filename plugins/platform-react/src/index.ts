/**
 * What was refused, said in the reader's language with the next step and a link to what it means.
 *
 * @packageDocumentation
 */
export { RefusalAlert } from './RefusalAlert';
export type { RefusalAlertProps } from './RefusalAlert';
export { refusalOf } from './refusalOf';
export type { Refusal } from './refusalOf';
export { refusalTranslationRef } from './translations/ref';
