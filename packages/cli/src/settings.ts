import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import { PlatformSettings, readCreationKey, readPlatformSettings } from '@connectly/plugin-platform-node';

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

/** What a command knows of the platform that it works for. */
export interface CommandConfiguration {
  settings: PlatformSettings;
  /** Logins at the forge whose words are no work of people. */
  machineUsers: string[];
  /** What creations are signed with. */
  creationKey?: string;
}

/**
 * `app-config.yaml` is the organisation's; over it lies what script/start wrote for this machine, where that runs, so that
 * a command and the portal beside it speak of the same forge.
 */
function configurationFiles(checkout: string, machine: boolean): string[] {
  const state = process.env.PORTAL_STATE ? resolve(process.env.PORTAL_STATE) : checkout;
  return [
    join(checkout, 'app-config.yaml'),
    ...(machine ? [join(state, 'app-config.local.yaml')] : []),
  ].filter(path => existsSync(path));
}

/**
 * Reads the checkout's configuration; `PLATFORM_GIT_URL`, `PLATFORM_WEB_URL`, `PLATFORM_PORTAL_URL` and
 * `PLATFORM_CREATION_KEY` win over it.
 * @param options - `machine: false` leaves out what is this machine's alone, for what is carried elsewhere
 */
export async function readConfiguration(
  checkout: string,
  options: { machine?: boolean } = {},
): Promise<CommandConfiguration> {
  const files = configurationFiles(checkout, options.machine ?? true);
  const source = ConfigSources.default({
    rootDir: checkout,
    argv: files.flatMap(path => ['--config', path]),
  });
  const config = await ConfigSources.toConfig(source);
  try {
    const settings = readPlatformSettings(config);
    return {
      settings: {
        ...settings,
        gitUrl: process.env.PLATFORM_GIT_URL ?? settings.gitUrl,
        webUrl: process.env.PLATFORM_WEB_URL ?? process.env.PLATFORM_GIT_URL ?? settings.webUrl,
        portalUrl: process.env.PLATFORM_PORTAL_URL ?? settings.portalUrl,
      },
      machineUsers: config.getOptionalStringArray('platform.machineUsers') ?? [],
      creationKey: process.env.PLATFORM_CREATION_KEY ?? readCreationKey(config),
    };
  } finally {
    config.close();
  }
}
