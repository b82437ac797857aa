/**
 * Navigation, sign-in page and languages of the portal.
 *
 * @packageDocumentation
 */
export { appModulePlatform as default } from './module';
