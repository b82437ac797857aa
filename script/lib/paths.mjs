/** Directories that the scripts share. */
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Programs and packages that are installed once for every checkout. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'connectly-portal');

/** What this checkout's portal makes: repositories, databases, the built bundle. `--reset` removes it. */
export const state = process.env.PORTAL_STATE ? resolve(process.env.PORTAL_STATE) : join(root, '.portal');
