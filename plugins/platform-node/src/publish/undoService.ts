/**
 * Takes a creation back: closes the registration, deletes its branch and deletes the repository. Only what the form
 * made is removed, and only while nobody has worked in it: one commit, the provision branch as it was pushed, no
 * other branch, issue or pull request, and no word of a person.
 */
import { PlatformError } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { ForgeAccess, ForgeClient, GraphqlProblem } from './ForgeClient';
import { isOfRepository, KnownPullRequest, undoneTitle } from './knownPullRequests';
import { Step, toMutation } from './mutation';
import { provisionBranch, registrationBranch } from './preflight';
import { creationMarker } from './publishService';

/** What undoing needs. @public */
export interface UndoServiceOptions {
  service: string;
  settings: PlatformSettings;
  access: ForgeAccess;
  /** Entity reference of the person whose creation it is. */
  requester: string;
  /** Logins whose comments and reviews do not count as work: Atlantis and the portal itself. */
  machineUsers: string[];
  signal?: AbortSignal;
}

/** What was removed, in words for a person. @public */
export interface UndoneService {
  removed: string[];
}

interface Authored {
  nodes: { author: { login: string } | null }[];
}

interface UndoState {
  viewer: { login: string };
  service: {
    createdAt: string;
    homepageUrl: string | null;
    issues: { totalCount: number };
    refs: {
      nodes: {
        name: string;
        target: { history?: { totalCount: number } };
      }[];
    };
    pullRequests: {
      nodes: {
        number: number;
        state: string;
        headRefName: string;
        comments: Authored;
        reviews: Authored;
      }[];
    };
  } | null;
  central: {
    branch: { id: string } | null;
    pullRequests: {
      nodes: KnownPullRequest[];
    };
  } | null;
}

const stateDocument = /* GraphQL */ `
  query UndoState(
    $organisation: String!
    $service: String!
    $central: String!
    $registrationBranch: String!
    $registrationRef: String!
  ) {
    viewer {
      login
    }
    service: repository(owner: $organisation, name: $service, followRenames: false) {
      createdAt
      homepageUrl
      issues {
        totalCount
      }
      refs(refPrefix: "refs/heads/", first: 20) {
        nodes {
          name
          target {
            ... on Commit {
              history {
                totalCount
              }
            }
          }
        }
      }
      pullRequests(first: 20) {
        nodes {
          number
          state
          headRefName
          comments(first: 100) {
            nodes {
              author {
                login
              }
            }
          }
          reviews(first: 100) {
            nodes {
              author {
                login
              }
            }
          }
        }
      }
    }
    central: repository(owner: $organisation, name: $central) {
      branch: ref(qualifiedName: $registrationRef) {
        id
      }
      pullRequests(first: 20, headRefName: $registrationBranch, orderBy: { field: CREATED_AT, direction: DESC }) {
        nodes {
          id
          number
          url
          title
          state
          createdAt
        }
      }
    }
  }
`;

/** Why the repository counts as worked in; `undefined` when it does not. */
function workIn(
  service: NonNullable<UndoState['service']>,
  defaultBranch: string,
  machines: Set<string>,
): string | undefined {
  // the first commit, and the provision commit on top of it
  const expected: Record<string, number> = { [defaultBranch]: 1, [provisionBranch]: 2 };
  for (const { name, target } of service.refs.nodes) {
    if (!Object.hasOwn(expected, name)) return `the branch ${name}`;
    if (target.history?.totalCount !== expected[name]) return `commits on ${name}`;
  }
  if (service.issues.totalCount > 0) return 'issues';
  for (const pull of service.pullRequests.nodes) {
    if (pull.headRefName !== provisionBranch) return `pull request #${pull.number}`;
    if (pull.state === 'MERGED') return `the merged pull request #${pull.number}`;
    const people = [...pull.comments.nodes, ...pull.reviews.nodes].filter(
      item => !machines.has(item.author?.login ?? ''),
    );
    if (people.length) return `comments or reviews on #${pull.number}`;
  }
  return undefined;
}

function refuseUnexpected(problems: GraphqlProblem[]) {
  const unexpected = problems.find(
    problem => problem.type !== 'NOT_FOUND' || problem.path?.[0] !== 'service',
  );
  if (unexpected) {
    throw new PlatformError({ code: 'PLT-301', message: unexpected.message });
  }
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
 * @throws PlatformError PLT-304 when the repository is not of this creation, PLT-305 when people have worked in it
 * @public
 */
export async function undoService(options: UndoServiceOptions): Promise<UndoneService> {
  const { service, settings, requester } = options;
  const client = new ForgeClient(options.access, { signal: options.signal });
  const branch = registrationBranch(service);
  const { data, problems } = await client.graphql<UndoState>(stateDocument, {
    organisation: settings.organisation,
    service,
    central: settings.centralRepository,
    registrationBranch: branch,
    registrationRef: `refs/heads/${branch}`,
  });
  refuseUnexpected(problems);
  const repository = `${settings.organisation}/${service}`;
  if (!data.service) return { removed: [] };
  if (data.service.homepageUrl !== creationMarker(settings, service, requester)) {
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
    workIn(data.service, settings.defaultBranch, machines) ??
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
