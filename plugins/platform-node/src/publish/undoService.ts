/**
 * Takes a creation back: closes the registration, deletes its branch and deletes the repository. Only what the form
 * made is removed, and only while nobody has worked in it: one commit, the provision branch as it was pushed, no
 * other branch, issue or pull request, and no word of a person.
 */
import { PlatformError } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { ForgeAccess, ForgeClient, GraphqlProblem } from './ForgeClient';
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
      nodes: { id: string; number: number; state: string }[];
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
      pullRequests(first: 5, headRefName: $registrationBranch) {
        nodes {
          id
          number
          state
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
  const pulls = data.central?.pullRequests.nodes ?? [];
  const work =
    workIn(data.service, settings.defaultBranch, machines) ??
    (pulls.some(pull => pull.state === 'MERGED') ? 'its merged registration' : undefined);
  if (work) {
    throw new PlatformError({
      code: 'PLT-305',
      message: `${repository} is not removed because of ${work}.`,
      where: repository,
    });
  }
  const removed: string[] = [];
  const open = pulls.find(pull => pull.state === 'OPEN');
  const fields: string[] = [];
  if (open) {
    fields.push('close: closePullRequest(input: { pullRequestId: $pull }) { clientMutationId }');
    removed.push(`registration pull request #${open.number}`);
  }
  if (data.central?.branch) {
    fields.push('branch: deleteRef(input: { refId: $ref }) { clientMutationId }');
    removed.push(`branch ${branch}`);
  }
  if (fields.length) {
    const parameters = [open && '$pull: ID!', data.central?.branch && '$ref: ID!'].filter(Boolean);
    const { problems: failed } = await client.graphql(
      `mutation UndoRegistration(${parameters.join(', ')}) { ${fields.join(' ')} }`,
      {
        ...(open ? { pull: open.id } : {}),
        ...(data.central?.branch ? { ref: data.central.branch.id } : {}),
      },
    );
    if (failed.length) throw new PlatformError({ code: 'PLT-301', message: failed[0].message });
  }
  await client.rest('DELETE /repos/{owner}/{repo}', { owner: settings.organisation, repo: service });
  removed.push(`repository ${repository}`);
  return { removed };
}
