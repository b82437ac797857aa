/** Waivers of the checkout, judged by the rules. One that ran out stays red until somebody decides. */
import { join } from 'node:path';
import { faultsOf } from '../../infrastructure/atlantis/check-waivers.mjs';
import { readWaivers } from '../../infrastructure/atlantis/compile-waivers.mjs';
import { readYaml } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { ensureGoTool } from './tools.mjs';

/** @param {string} [directory] the folder `infrastructure` */
export async function checkWaivers(directory = infrastructure) {
  const folder = join(directory, 'policies', 'waivers');
  const conftest = await ensureGoTool('conftest');
  const { waivers, problems } = await readWaivers(folder, { conftest });
  if (problems.length > 0) throw new Error(problems.map(problem => `policies/${problem}`).join('\n'));
  const owners = new Map();
  for (const [name, waiver] of Object.entries(waivers)) {
    // more strictly than the server does: a name twice is an error
    await readYaml(join(folder, `${name}.yaml`));
    const registration = await readYaml(join(directory, 'services', `${waiver?.service}.yaml`)).catch(() => undefined);
    owners.set(waiver?.service, registration?.owner);
  }
  const [fault] = await faultsOf(waivers, {
    policies: join(infrastructure, 'policies'),
    central: 'https://github.com/connectly/platform.git',
    ownerOf: service => owners.get(service),
    conftest,
  });
  if (fault) throw new Error(fault);
}
