import { Config } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { PlatformError } from '@connectly/plugin-platform-common';
import { ForgeAccess } from '../publish';
import { PlatformSettings } from '../settings';

/**
 * Access to the organisation through Backstage's own GitHub integration: a GitHub App or a token.
 * @throws PlatformError PLT-301 when no integration is configured for the host
 * @public
 */
export function forgeAccessFromConfig(
  config: Config,
  settings: PlatformSettings,
): ForgeAccess {
  const integrations = ScmIntegrations.fromConfig(config);
  const { host } = new URL(settings.gitUrl);
  const integration = integrations.github.byHost(host);
  if (!integration?.config.apiBaseUrl) {
    throw new PlatformError({
      code: 'PLT-301',
      message: `No GitHub integration is configured for ${host}.`,
      where: 'integrations.github',
    });
  }
  const credentials = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const url = `${settings.gitUrl}/${settings.organisation}`;
  return {
    apiUrl: integration.config.apiBaseUrl,
    gitUrl: settings.gitUrl,
    token: async () => {
      const { token } = await credentials.getCredentials({ url });
      if (!token) {
        throw new PlatformError({
          code: 'PLT-301',
          message: `The portal has no credentials for ${url}.`,
          where: 'integrations.github',
        });
      }
      return token;
    },
  };
}
