import { PlatformError, RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { ForgeAccess, ForgeClient } from './ForgeClient';
import { readPreflight } from './preflight';
import { knownRegistration, registrationMutation } from './publishMutation';

/**
 * Opens the registration pull request for a repository that exists already; adopts one that is there.
 * @throws PlatformError PLT-106, PLT-404 or PLT-301
 * @public
 */
export async function registerService(options: {
  answers: ServiceAnswers;
  rendered: RenderedService;
  settings: PlatformSettings;
  access: ForgeAccess;
  signal?: AbortSignal;
}): Promise<{ registrationUrl?: string }> {
  const { answers, rendered, settings } = options;
  const client = new ForgeClient(options.access, { signal: options.signal });
  const state = await readPreflight(client, settings, answers.name, answers.owner);
  if (!state.service) {
    throw new PlatformError({
      code: 'PLT-404',
      message: `There is no repository ${settings.organisation}/${answers.name}.`,
      where: 'name',
    });
  }
  const mutation = registrationMutation({ answers, rendered, settings, state });
  const known = knownRegistration(state)?.url;
  if (!mutation) return { registrationUrl: known };
  const { data, problems } = await client.graphql<{
    registration?: { pullRequest?: { url: string } } | null;
  }>(mutation.document, mutation.variables);
  if (problems.length) {
    throw new PlatformError({ code: 'PLT-306', message: problems[0].message });
  }
  return { registrationUrl: data.registration?.pullRequest?.url ?? known };
}
