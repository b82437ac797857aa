import { Config } from '@backstage/config';

/** One organisation at one forge whose repositories are mirrored. */
export interface ProviderConfig {
  /** `host/organisation` */
  id: string;
  host: string;
  organisation: string;
  /** Base of clone addresses, without a trailing slash. */
  gitUrl: string;
  /** Name of the repository whose release tags are read too. */
  centralRepository: string;
}

const hostPattern = /^[A-Za-z0-9.-]+(:\d+)?$/;
const namePattern = /^[A-Za-z0-9_.-]+$/;

/** Reads `repositories.providers`; an empty list switches discovery off. */
export function readProviders(config: Config): ProviderConfig[] {
  const platform = config.getOptionalConfig('platform');
  return (config.getOptionalConfigArray('repositories.providers') ?? []).map(
    provider => {
      const host = provider.getOptionalString('host') ?? 'github.com';
      const organisation =
        provider.getOptionalString('organisation') ??
        platform?.getOptionalString('organisation') ??
        'connectly';
      if (!hostPattern.test(host) || !namePattern.test(organisation)) {
        throw new Error(
          `repositories.providers: "${host}" is no host or "${organisation}" no organisation`,
        );
      }
      const gitUrl = new URL(
        provider.getOptionalString('gitUrl') ?? `https://${host}`,
      );
      if (gitUrl.username || gitUrl.password) {
        throw new Error(
          'repositories.providers: gitUrl must not hold credentials; they belong to integrations.github',
        );
      }
      return {
        id: `${host}/${organisation}`,
        host,
        organisation,
        gitUrl: gitUrl.toString().replace(/\/$/, ''),
        centralRepository:
          provider.getOptionalString('centralRepository') ??
          platform?.getOptionalString('centralRepository') ??
          'platform',
      };
    },
  );
}
