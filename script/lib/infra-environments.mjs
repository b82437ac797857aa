/** The environments of the platform, and how a stack gets the values of one. */

export const environments = ['dev', 'stg', 'prod'];

/** The test of a stack that runs once for each environment. */
export const environmentTest = 'tests/environments.tftest.hcl';

/** Arguments that give Terraform an environment's values. */
export function variableFiles(environment) {
  return [`-var-file=../../environments/${environment}.tfvars.json`, `-var-file=${environment}.tfvars.json`];
}
