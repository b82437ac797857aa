/** The portal and its stack: what the configuration names, the stack must set, and what the image writes to, it must own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDirectory } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { root } from './paths.mjs';

/** Set, though app-config.production.yaml does not name them. */
const unnamed = {
  NODE_ENV: 'Node and Backstage read it themselves',
  ATLANTIS_URL: 'for the board of Atlantis (DESIGN, plugins/atlantis-*), whose configuration will name it',
  ATLANTIS_API_SECRET: 'as ATLANTIS_URL',
};

/** Every `${NAME}` of app-config.production.yaml is a variable or a secret of the portal's tasks, and the other way round. */
export async function checkPortalVariables() {
  const configuration = await readFile(join(root, 'app-config.production.yaml'), 'utf8');
  const named = new Set([...configuration.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(match => match[1]));
  const set = new Set();
  for (const file of await parseDirectory(join(infrastructure, 'stacks/portal'))) {
    for (const locals of file.locals ?? []) {
      for (const map of [locals.environment, locals.secret_variables]) Object.keys(map ?? {}).forEach(name => set.add(name));
    }
  }
  const absent = [...named].filter(name => !set.has(name));
  if (absent.length > 0) throw new Error(`infrastructure/stacks/portal/service.tf does not set ${absent.join(', ')}.`);
  const unused = [...set].filter(name => !named.has(name) && !unnamed[name]);
  if (unused.length > 0) throw new Error(`app-config.production.yaml does not name ${unused.join(', ')}, which infrastructure/stacks/portal/service.tf sets.`);
  const superfluous = Object.keys(unnamed).filter(name => named.has(name) || !set.has(name));
  if (superfluous.length > 0) throw new Error(`infra-portal.mjs excuses ${superfluous.join(', ')} without need.`);
}

/** Dockerfiles of what the module ecs-service runs. */
const images = ['infrastructure/portal/Dockerfile', 'infrastructure/atlantis/Dockerfile', 'plugins/platform-node/skeleton/service/Dockerfile'];

/**
 * The module ecs-service mounts /tmp, the only folder that a task writes to. ECS gives the mount the owner and mode that the image's folder
 * has only where the image declares a volume there; otherwise it is root's, and nobody else may write to it.
 */
export async function checkTemporaryFolders() {
  for (const image of images) {
    const text = await readFile(join(root, image), 'utf8');
    if (!/^VOLUME \[.*"\/tmp".*\]$/m.test(text)) throw new Error(`${image} declares no volume /tmp, so its user could not write there.`);
  }
}
