/**
 * Waivers of the checkout, judged by the rules as the plans of what they name will judge them: who reviews one learns before the merge
 * what would stop a service. One that ran out stays red until somebody decides.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWaivers } from '../../infrastructure/atlantis/compile-waivers.mjs';
import { readYaml } from './infra-contracts.mjs';
import { findingsOfFile, placeOfService, placeOfStack } from './infra-findings.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { ensureGoTool } from './tools.mjs';

const emptyPlan = { resource_changes: [], configuration: { root_module: {} } };

/** Where what a waiver is for is planned, as Atlantis says it. */
async function placeOf({ service, environment = 'prod' }, directory) {
  const [, stack] = /^stacks\/(.+)$/.exec(service) ?? [];
  if (stack) return placeOfStack(stack, environment);
  const { owner } = await readYaml(join(directory, 'services', `${service}.yaml`)).catch(() => ({}));
  return { ...placeOfService(environment, service), owner };
}

/** @param {string} [directory] the folder `infrastructure` */
export async function checkWaivers(directory = infrastructure) {
  const waivers = join(directory, 'policies', 'waivers');
  const home = await mkdtemp(join(tmpdir(), 'platform-waivers-'));
  try {
    const plan = join(home, 'plan.json');
    await writeFile(plan, JSON.stringify(emptyPlan));
    const { waivers: held, problems } = await readWaivers(waivers, await ensureGoTool('conftest'));
    if (problems.length > 0) throw new Error(problems.map(problem => `policies/${problem}`).join('\n'));
    for (const [name, waiver] of Object.entries(held)) {
      // more strictly than the server does: a name twice is an error
      await readYaml(join(waivers, `${name}.yaml`));
      const findings = await findingsOfFile(plan, await placeOf(waiver, directory), waivers);
      const [own] = findings.filter(({ msg }) => msg.startsWith(`waiver ${name}: `));
      if (own) throw new Error(own.msg);
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
