/**
 * The real stacks on a running emulator, as they come up in an account: bootstrap with its state on the machine, every other one
 * with its state in the bucket that bootstrap made, in the order that their contracts give. One emulator is one account, so there is
 * one environment.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { step } from './console.mjs';
import { readContracts, stepsOf, withDependencies } from './infra-contracts.mjs';
import { checkAnswers, emulatorEnvironment } from './infra-emulator.mjs';
import { variableFiles } from './infra-environments.mjs';
import { leaveOut, missingTypes } from './infra-missing.mjs';
import { copyInfrastructure, inParallel, terraform } from './infra-workspace.mjs';

const environment = 'dev';
const lanes = 4;

/** What a service reads. */
const neededByServices = ['network', 'kms', 'cluster', 'load-balancer', 'service-access'];

async function applyBootstrap(workspace, env) {
  const options = { cwd: join(workspace, 'stacks/bootstrap'), env };
  // The copy is made anew each time, the state is not.
  const backend = { local: { path: join(workspace, 'bootstrap.tfstate') } };
  await writeFile(join(options.cwd, 'backend_override.tf.json'), JSON.stringify({ terraform: { backend } }));
  await terraform(['init', '-reconfigure', '-no-color'], options);
  await terraform(['apply', '-auto-approve', '-no-color', ...variableFiles(environment)], options);
}

async function applyStack(stack, workspace, env) {
  const options = { cwd: join(workspace, 'stacks', stack), env };
  await terraform(['init', '-reconfigure', '-no-color', `-backend-config=../../environments/${environment}.s3.tfbackend`], options);
  await terraform(['apply', '-auto-approve', '-no-color', '-parallelism=20', ...variableFiles(environment)], options);
}

/**
 * @param {{ port: number, state: string, stacks: string[] }} options `state` keeps bootstrap's state from run to run; without
 *   `stacks`, what a service reads; what they read themselves is applied with them
 * @throws Problem when no emulator answers; Error when Terraform fails
 */
export async function up({ port, state, stacks }) {
  const workspace = resolve(state);
  await checkAnswers(port);
  await mkdir(workspace, { recursive: true });
  await copyInfrastructure(workspace);
  await leaveOut(workspace, (await missingTypes()).map(({ type }) => type));
  const env = await emulatorEnvironment(port);
  await step('Stack bootstrap', () => applyBootstrap(workspace, env));
  const contracts = await readContracts();
  const chosen = withDependencies(contracts, stacks.length > 0 ? stacks : neededByServices);
  for (const ready of stepsOf(contracts)) {
    const wanted = ready.filter(stack => chosen.includes(stack) && stack !== 'bootstrap');
    await inParallel(wanted, lanes, stack => step(`Stack ${stack}`, () => applyStack(stack, workspace, env)));
  }
}
