export { compileAtlantis } from './compileAtlantis';
export type { RegistrationFile } from './compileAtlantis';
export { parseRegistration } from './parseRegistration';
export { readRegistrations } from './readRegistrations';
