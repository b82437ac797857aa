/** A fresh portal with the packed packages: made and started by script/lib/install.mjs in a state of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, freePort, untilReady } from '../e2e-tests/portal';

/** A portal that had neither our sources nor our dependencies before it followed the guide. */
export interface InstalledPortal {
  /** Its web app on the new frontend system. */
  url: string;
  /** Its web app on the old frontend system. */
  legacyUrl: string;
  /** Where it lies. */
  directory: string;
  stop(): Promise<void>;
}

export async function installPortal(): Promise<InstalledPortal> {
  const state = await mkdtemp(join(tmpdir(), 'portal-install-'));
  const [port, legacyPort, forgePort] = await Promise.all([freePort(), freePort(), freePort()]);
  const child = spawn(process.execPath, [join(checkout, 'script/lib/install.mjs')], {
    env: {
      ...process.env,
      PORTAL_STATE: state,
      PORTAL_PORT: String(port),
      PORTAL_LEGACY_PORT: String(legacyPort),
      PORTAL_FORGE_PORT: String(forgePort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>(done => {
    child.on('close', () => done());
  });
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    await rm(state, { recursive: true, force: true });
  };
  try {
    await untilReady(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://localhost:${port}`,
    legacyUrl: `http://localhost:${legacyPort}`,
    directory: join(state, 'portal'),
    stop,
  };
}
