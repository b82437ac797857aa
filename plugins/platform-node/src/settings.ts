import { Config } from '@backstage/config';

/** What another company would change; the defaults are Connectly's. Read from the config key `platform`. @public */
export interface PlatformSettings {
  /** The organisation at the forge that owns every repository. */
  organisation: string;
  /** Name of the central repository inside the organisation. */
  centralRepository: string;
  /** Default branch of the central repository and of every service. */
  defaultBranch: string;
  /** Base URL for git, as it stands in module sources and clone commands: `https://github.com`. */
  gitUrl: string;
  /** Base URL of the forge's pages for people; differs from `gitUrl` on the one-machine forge only. */
  webUrl: string;
  /** Base URL of the portal, for links and for the marker of a creation. */
  portalUrl: string;
  /** AWS region of every stack and service. */
  region: string;
  /** Registry and path that a service's image is pushed to, without the service's name. */
  imageRegistry: string;
}

/** The team that owns the central repository, and so stacks and policies. @public */
export const platformTeam = 'platform';

/** The settings of PLATFORM's own organisation. @public */
export const defaultPlatformSettings: PlatformSettings = {
  organisation: 'connectly',
  centralRepository: 'platform',
  defaultBranch: 'main',
  gitUrl: 'https://github.com',
  webUrl: 'https://github.com',
  portalUrl: 'http://localhost:7007',
  region: 'ap-northeast-2',
  imageRegistry: 'ghcr.io/connectly',
};

/**
 * Reads the settings from the root config; anything not set has its default.
 * @throws Error when a URL cannot be parsed.
 * @public
 */
export function readPlatformSettings(config: Config): PlatformSettings {
  const platform = config.getOptionalConfig('platform');
  const text = (key: keyof PlatformSettings) => platform?.getOptionalString(key);
  const url = (key: keyof PlatformSettings) => {
    const value = text(key);
    return value === undefined
      ? undefined
      : new URL(value).toString().replace(/\/$/, '');
  };
  const organisation =
    text('organisation') ?? defaultPlatformSettings.organisation;
  const gitUrl = url('gitUrl') ?? defaultPlatformSettings.gitUrl;
  return {
    organisation,
    centralRepository:
      text('centralRepository') ?? defaultPlatformSettings.centralRepository,
    defaultBranch:
      text('defaultBranch') ?? defaultPlatformSettings.defaultBranch,
    gitUrl,
    webUrl: url('webUrl') ?? gitUrl,
    portalUrl:
      config.getOptionalString('app.baseUrl')?.replace(/\/$/, '') ??
      defaultPlatformSettings.portalUrl,
    region: text('region') ?? defaultPlatformSettings.region,
    // names of images have no capitals
    imageRegistry: text('imageRegistry') ?? `ghcr.io/${organisation.toLowerCase()}`,
  };
}
