import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import { PlatformSettings, readPlatformSettings } from '@connectly/plugin-platform-node';

/**
 * The central repository's checkout that the command works with: `PLATFORM_CHECKOUT`, else the one this program lives in.
 * @throws Error when there is none
 */
export function findCheckout(): string {
  const named = process.env.PLATFORM_CHECKOUT;
  if (named) return resolve(named);
  // from a checkout the program runs from its sources, so the checkout is above this file
  // eslint-disable-next-line no-restricted-syntax -- a published build has no checkout above it, and says so below
  for (let directory = __dirname; directory !== dirname(directory); directory = dirname(directory)) {
    if (existsSync(join(directory, 'infrastructure', 'modules'))) return directory;
  }
  throw new Error('No central repository found: name its checkout in PLATFORM_CHECKOUT.');
}

/** The settings of the checkout's `app-config.yaml`; `PLATFORM_GIT_URL` and `PLATFORM_PORTAL_URL` win over it. */
export async function readSettings(checkout: string): Promise<PlatformSettings> {
  const path = join(checkout, 'app-config.yaml');
  const source = ConfigSources.default({
    rootDir: checkout,
    argv: existsSync(path) ? ['--config', path] : [],
  });
  const config = await ConfigSources.toConfig(source);
  try {
    const settings = readPlatformSettings(config);
    return {
      ...settings,
      gitUrl: process.env.PLATFORM_GIT_URL ?? settings.gitUrl,
      webUrl: process.env.PLATFORM_WEB_URL ?? process.env.PLATFORM_GIT_URL ?? settings.webUrl,
      portalUrl: process.env.PLATFORM_PORTAL_URL ?? settings.portalUrl,
    };
  } finally {
    config.close();
  }
}
