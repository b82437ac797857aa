import { PlatformError, RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { readAnswersRecord } from './answersRecord';
import { ForgeAccess, ForgeClient } from './ForgeClient';
import { readPreflight } from './preflight';
import { knownRegistration, registrationMutation } from './publishMutation';

/**
 * Who may speak for a team may not speak for another team's repository: what that says of itself, on its protected branch,
 * decides. Registration leads to roles in AWS, by the name and for the owner that stand in it.
 * @throws PlatformError PLT-602
 */
function refuseOtherOwner(record: string | undefined, { name, owner }: ServiceAnswers, settings: PlatformSettings) {
  const said = readAnswersRecord(record);
  if (said?.name === name && said.owner === owner) return;
  const where = `${settings.organisation}/${name}`;
  throw new PlatformError({
    code: 'PLT-602',
    message: said
      ? `${where} says in .platform/answers.yaml that it is the service ${quote(said.name)} of the team ${quote(said.owner)}.`
      : `${where} has no .platform/answers.yaml that says whose service it is.`,
    where,
  });
}

function quote(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? 'of no name';
}

/**
 * Opens the registration pull request for a repository that exists already; adopts one that is there.
 * @throws PlatformError PLT-404, PLT-301 or PLT-306, and PLT-602 when the repository names another service or owner
 * @public
 */
export async function registerService(options: {
  answers: ServiceAnswers;
  rendered: RenderedService;
  settings: PlatformSettings;
  access: ForgeAccess;
  /** Entity reference of the person who asks for it. */
  requester: string;
  signal?: AbortSignal;
}): Promise<{ registrationUrl?: string }> {
  const { answers, rendered, settings, requester } = options;
  const client = new ForgeClient(options.access, { signal: options.signal });
  const state = await readPreflight(client, settings, answers.name, answers.owner);
  if (!state.service) {
    throw new PlatformError({
      code: 'PLT-404',
      message: `There is no repository ${settings.organisation}/${answers.name}.`,
      where: 'name',
    });
  }
  refuseOtherOwner(state.service.record?.text, answers, settings);
  const mutation = registrationMutation({ answers, rendered, settings, state, requester });
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
