import { Environment, Tier } from './answers';

/** `apiVersion` and `kind` of a registration file. @public */
export const registrationHeader = {
  apiVersion: 'platform.connectly.io/v1',
  kind: 'Service',
} as const;

/** `infrastructure/services/<name>.yaml`: what the central repository knows of a service. @public */
export interface Registration {
  apiVersion: typeof registrationHeader.apiVersion;
  kind: typeof registrationHeader.kind;
  name: string;
  /** `organisation/name` at the forge. */
  repository: string;
  /** Entity reference of the owning team. */
  owner: string;
  environments: Environment[];
  tier: Tier;
}
