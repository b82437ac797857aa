/**
 * Takes a creation back: closes the registration, deletes its branch and deletes the repository. Only what the form
 * made is removed, and only while nobody has worked in it: both branches as they were pushed, no other branch, tag,
 * release, issue or pull request, and no word of a person.
 */
import { PlatformError } from '@connectly/plugin-platform-common';
import { brokenNameRule } from '../serviceName';
import { PlatformSettings } from '../settings';
import { creationMarker } from './creationMarker';
import { ForgeAccess, ForgeClient } from './ForgeClient';
import { isOfRepository, KnownPullRequest, undoneTitle } from './knownPullRequests';
import { Step, toMutation } from './mutation';
import { findWork } from './peoplesWork';
import { registrationBranch } from './preflight';
import { readUndoState } from './undoState';

/** What undoing needs. @public */
export interface UndoServiceOptions {
  service: string;
  settings: PlatformSettings;
  access: ForgeAccess;
  /** Entity reference of the person whose creation it is. */
  requester: string;
  /** What the creation was signed with. */
  creationKey: string;
  /** Logins whose comments and reviews do not count as work: Atlantis and the portal itself. */
  machineUsers: string[];
  signal?: AbortSignal;
}

/** What was removed, in words for a person. @public */
export interface UndoneService {
  removed: string[];
}

/** Closes the registration under a title that says why, so that a later creation of the same name is registered anew. */
function registrationSteps(own: KnownPullRequest[], branch: { id: string } | null): Step[] {
  const steps: Step[] = own.map((pull, index) => ({
    alias: `registration${index}`,
    field: 'updatePullRequest',
    inputType: 'UpdatePullRequestInput',
    input: {
      pullRequestId: pull.id,
      title: undoneTitle(pull.title),
      ...(pull.state === 'OPEN' ? { state: 'CLOSED' } : {}),
    },
    selection: 'clientMutationId',
  }));
  if (branch) {
    steps.push({
      alias: 'branch',
      field: 'deleteRef',
      inputType: 'DeleteRefInput',
      input: { refId: branch.id },
      selection: 'clientMutationId',
    });
  }
  return steps;
}

/**
 * Removes what a creation made. Doing it again does nothing.
 * @throws PlatformError PLT-102 for what is no name of a service, PLT-304 when the repository is not of this creation, PLT-305
 * when people have worked in it
 * @public
 */
export async function undoService(options: UndoServiceOptions): Promise<UndoneService> {
  const { service, settings, requester, creationKey } = options;
  const broken = brokenNameRule(service);
  if (broken) throw broken;
  const client = new ForgeClient(options.access, { signal: options.signal });
  const branch = registrationBranch(service);
  const data = await readUndoState(client, settings, service);
  const repository = `${settings.organisation}/${service}`;
  if (!data.service) return { removed: [] };
  if (data.service.homepageUrl !== creationMarker(settings, service, requester, creationKey)) {
    throw new PlatformError({
      code: 'PLT-304',
      message: `${repository} was not made by this creation.`,
      where: repository,
    });
  }
  const machines = new Set([data.viewer.login, ...options.machineUsers]);
  const own = (data.central?.pullRequests.nodes ?? []).filter(
    pull => pull.state === 'OPEN' || isOfRepository(pull, data.service),
  );
  const work =
    findWork(data.service, { name: service, settings, machines }) ??
    (own.some(pull => pull.state === 'MERGED') ? 'its merged registration' : undefined);
  if (work) {
    throw new PlatformError({
      code: 'PLT-305',
      message: `${repository} is not removed because of ${work}.`,
      where: repository,
    });
  }
  const removed: string[] = [];
  const open = own.find(pull => pull.state === 'OPEN');
  if (open) removed.push(`registration pull request #${open.number}`);
  if (data.central?.branch) removed.push(`branch ${branch}`);
  const mutation = toMutation('UndoRegistration', registrationSteps(own, data.central?.branch ?? null));
  if (mutation) {
    const { problems: failed } = await client.graphql(mutation.document, mutation.variables);
    if (failed.length) throw new PlatformError({ code: 'PLT-301', message: failed[0].message });
  }
  await client.rest('DELETE /repos/{owner}/{repo}', { owner: settings.organisation, repo: service });
  removed.push(`repository ${repository}`);
  return { removed };
}
