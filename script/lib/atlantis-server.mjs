/** How a script starts real Atlantis: behind the runner of infrastructure/atlantis, as in production, but as the user who runs it. */
import { access, constants, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';

/** As pinned in infrastructure/atlantis/Dockerfile. */
export const terraformVersion = 'v1.11.4';

/** The program that a shell would find. */
async function pathOf(program, path) {
  for (const directory of path.split(delimiter)) {
    const file = join(directory, program);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  throw new Error(`${program} is not on the path.`);
}

/**
 * @param {import('./children.mjs').Children} children
 * @param {{ node: string }} toolchain
 * @param {object} options
 * @param {string} options.program Atlantis
 * @param {string[]} options.args beside those that are the same everywhere
 * @param {NodeJS.ProcessEnv} options.env Atlantis's, secrets among it: Terraform does not get it
 * @param {Record<string, string>} [options.variables] what Terraform gets beside what it always does
 * @param {string} options.home folder for what both keep
 * @param {string} options.log
 */
export async function startBehindRunner(children, toolchain, { program, args, env, variables = {}, home, log }) {
  for (const directory of ['home', 'data', 'terraform']) await mkdir(join(home, directory), { recursive: true });
  await children.start(
    'Atlantis server',
    toolchain.node,
    [
      join(root, 'infrastructure/atlantis/runner/runner.mjs'),
      program, 'server', '--config', join(root, 'infrastructure/atlantis/server.yaml'),
      '--markdown-template-overrides-dir', join(root, 'infrastructure/atlantis/comments'),
      '--default-tf-version', terraformVersion, ...args,
    ],
    {
      log,
      env: {
        ...env,
        ...variables,
        HOME: join(home, 'home'),
        ATLANTIS_DATA_DIR: join(home, 'data'),
        PLATFORM_CENTRAL_REPOSITORY: 'connectly/platform',
        PLATFORM_MACHINE_USERS: 'portal',
        PLATFORM_TERRAFORM: await pathOf('terraform', env.PATH),
        PLATFORM_TERRAFORM_HOME: join(home, 'terraform'),
        PLATFORM_TERRAFORM_VARIABLES: Object.keys(variables).join(','),
      },
    },
  );
}
