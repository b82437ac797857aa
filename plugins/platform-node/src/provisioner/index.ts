export { forgeAccessFromConfig } from './forgeAccess';
export { serviceProvisionerRef } from './serviceRef';
export type {
  NameStatus,
  ProvisionerOptions,
  ServiceProvisioner,
} from './ServiceProvisioner';
