/** What the policies are told of the organisation is what the stacks are told. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readYaml } from './infra-contracts.mjs';
import { environments } from './infra-environments.mjs';
import { infrastructure } from './infra-workspace.mjs';

const file = 'policies/data/settings.yaml';

/** @param {string} [directory] the folder `infrastructure` */
export async function checkPolicySettings(directory = infrastructure) {
  const { settings } = await readYaml(join(directory, file));
  const values = async name => JSON.parse(await readFile(join(directory, name), 'utf8'));
  for (const environment of environments) {
    const name = `stacks/atlantis/${environment}.tfvars.json`;
    if (!isDeepStrictEqual(settings.accounts, (await values(name)).account_ids)) {
      throw new Error(`accounts in ${file} are not account_ids in ${name}: the policies would take an own account for a foreign one, or a foreign one for an own.`);
    }
  }
  const { domain } = await values('environments/prod.tfvars.json');
  if (settings.domain !== domain) throw new Error(`domain in ${file} is ${settings.domain}, in environments/prod.tfvars.json it is ${domain}.`);
}
