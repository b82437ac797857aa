/** What a pull request's checkout is, before anything in it runs. */
import { createHash } from 'node:crypto';
import { readdir, readlink, realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

/**
 * Where a project lies, by Atlantis's own folders: `<data>/repos/<owner>/<repository>/<pull request>/<workspace>/<folder>`. Nothing in the
 * checkout is asked, because a pull request writes it.
 *
 * @param {string} directory absolute, as Atlantis put it together
 * @param {string} data Atlantis's data directory
 * @returns {Promise<{ checkout: string } | { problem: string }>}
 */
export async function placeOf(directory, data) {
  const path = relative(resolve(data), resolve(directory));
  const parts = path.split(sep);
  if (parts[0] !== 'repos' || parts.length < 5) return { problem: `${path} is no folder of a checkout.` };
  if (parts.slice(5).some(part => part === '.git' || part === '.terraform')) {
    return { problem: `The project's folder ${path} is one that git or Terraform keeps for itself. Name another in atlantis.yaml.` };
  }
  // a link could be a folder of another repository
  if (relative(await realpath(data), await realpath(directory)) !== path) {
    return { problem: `The project's folder ${path} is reached by a link. Name the folder itself in atlantis.yaml.` };
  }
  return { checkout: join(resolve(data), ...parts.slice(0, 5)) };
}

/**
 * Where the runner keeps what `init` got for a project.
 *
 * @param {string} directory the project's, absolute
 * @param {{ data: string, own?: string }} options Atlantis's data directory, and Terraform's folder in the project
 */
export function archiveOf(directory, { data, own = '.terraform' }) {
  return join(data, 'runner', `${createHash('sha256').update(`${directory}\0${own}`).digest('hex')}.tar`);
}

/** What Atlantis writes beside a project's files: plans, and what they say. */
const written = /\.(tfplan|json)$/;

/**
 * The first symbolic link through which Atlantis would write elsewhere with its own rights: one that leads out of the checkout or to what git
 * keeps there, or that has the place of a file which it writes.
 *
 * @param {string} checkout absolute
 * @param {{ project: string, ownFolders: boolean }} options the project's folder, absolute; with `ownFolders` Terraform works in place, and
 *   links from its folders `.terraform` to providers. Without, there is none that a pull request did not bring.
 * @returns {Promise<string | undefined>} its path in the checkout
 */
export async function dangerousLink(checkout, { project, ownFolders }) {
  const folders = [checkout];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (ownFolders && entry.name === '.terraform') continue;
      if (entry.isDirectory() && path !== join(checkout, '.git')) folders.push(path);
      if (!entry.isSymbolicLink()) continue;
      const target = resolve(folder, await readlink(path));
      // by its text, link after link: what it leads to need not be there yet
      const isIn = place => target === place || target.startsWith(place + sep);
      if (!isIn(checkout) || isIn(join(checkout, '.git')) || (folder === project && written.test(entry.name))) return relative(checkout, path);
    }
  }
  return undefined;
}
