/** What a pull request's checkout is, before anything in it runs. */
import { access, readdir, readlink, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Whether a project's folder is where Atlantis thinks it is. A pull request names it, and one that is a link could be a folder of
 * another repository.
 *
 * @param {string} directory absolute, as Atlantis put it together
 * @param {string} data Atlantis's data directory
 */
export async function isInPlace(directory, data) {
  return relative(await realpath(data), await realpath(directory)) === relative(resolve(data), resolve(directory));
}

/**
 * The repository's folder that a directory belongs to.
 *
 * @param {string} directory absolute
 * @returns {Promise<string | undefined>} undefined outside every repository
 */
export async function checkoutOf(directory) {
  for (let here = directory; ; here = dirname(here)) {
    const found = await access(join(here, '.git')).then(
      () => true,
      () => false,
    );
    if (found) return here;
    if (here === dirname(here)) return undefined;
  }
}

/**
 * The first symbolic link that leads out of the checkout. Atlantis writes plans and what they say into folders that a pull request
 * decides about, so that such a link would have it write elsewhere with its own rights.
 *
 * Terraform's own folders are left out: it links to providers, and Atlantis writes nothing there.
 *
 * @param {string} checkout absolute
 * @returns {Promise<string | undefined>} its path in the checkout
 */
export async function linkThatLeaves(checkout) {
  const folders = [checkout];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== '.terraform' && path !== join(checkout, '.git')) folders.push(path);
      if (!entry.isSymbolicLink()) continue;
      const target = resolve(folder, await readlink(path));
      // by its text, link after link: what it leads to need not be there yet
      if (target !== checkout && !target.startsWith(checkout + sep)) return relative(checkout, path);
    }
  }
  return undefined;
}
