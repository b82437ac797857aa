export { compileAtlantis } from './compileAtlantis';
export type { AtlantisOptions, RegistrationFile } from './compileAtlantis';
export { parseRegistration } from './parseRegistration';
export { readRegistrations } from './readRegistrations';
