import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { PlatformError } from '@connectly/plugin-platform-common';

/**
 * Backstage takes webhooks without a signature when no secret is set, and so anybody could make the portal read.
 * @throws PlatformError `PLT-403` when neither the events plugin nor a GitHub App has a webhook secret.
 */
export function assertWebhooksAreSigned(config: Config): void {
  const secret = config.getOptionalString(
    'events.modules.github.webhookSecret',
  );
  const apps = ScmIntegrations.fromConfig(config)
    .github.list()
    .flatMap(integration => integration.config.apps ?? []);
  if (!secret && !apps.some(app => app.webhookSecret)) {
    throw new PlatformError({
      code: 'PLT-403',
      message:
        'Repositories are discovered, and webhooks would be taken without a signature.',
      where: 'events.modules.github.webhookSecret',
    });
  }
}
