/**
 * Guest sign-in with a choice of role, for the portal on one machine.
 *
 * @packageDocumentation
 */
export { guestRolesFeature as default } from './feature';
