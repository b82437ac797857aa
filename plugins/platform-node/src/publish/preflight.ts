import { PlatformError } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { ForgeClient } from './ForgeClient';
import { KnownPullRequest } from './knownPullRequests';

/** Branch of a service repository that the provision pull request comes from. */
export const provisionBranch = 'provision';

/** Branch of the central repository that a service's registration comes from. */
export function registrationBranch(service: string): string {
  return `register/${service}`;
}

/** Path of a service's registration in the central repository. */
export function registrationPath(service: string): string {
  return `infrastructure/services/${service}.yaml`;
}

interface Text {
  text?: string;
}

/** Newest first. */
interface PullRequests {
  nodes: KnownPullRequest[];
}

/** What exists at the forge before a write; one GraphQL query. */
export interface Preflight {
  organization: { team: { id: string; databaseId: number } | null };
  service: {
    id: string;
    url: string;
    createdAt: string;
    homepageUrl: string | null;
    defaultBranchRef: { name: string; target: { oid: string } } | null;
    record: Text | null;
    pullRequests: PullRequests;
    branchProtectionRules: { nodes: { pattern: string }[] };
  } | null;
  central: {
    id: string;
    defaultBranchRef: { name: string; target: { oid: string } } | null;
    branch: { id: string; target: { oid: string } } | null;
    branchFile: Text | null;
    mainFile: Text | null;
    pullRequests: PullRequests;
  } | null;
}

const document = /* GraphQL */ `
  query PublishPreflight(
    $organisation: String!
    $service: String!
    $central: String!
    $team: String!
    $provisionBranch: String!
    $registrationBranch: String!
    $registrationRef: String!
    $record: String!
    $branchFile: String!
    $mainFile: String!
  ) {
    organization(login: $organisation) {
      team(slug: $team) {
        id
        databaseId
      }
    }
    service: repository(owner: $organisation, name: $service, followRenames: false) {
      id
      url
      createdAt
      homepageUrl
      defaultBranchRef {
        name
        target {
          oid
        }
      }
      record: object(expression: $record) {
        ... on Blob {
          text
        }
      }
      pullRequests(first: 20, headRefName: $provisionBranch, orderBy: { field: CREATED_AT, direction: DESC }) {
        nodes {
          id
          number
          url
          title
          state
          createdAt
        }
      }
      branchProtectionRules(first: 20) {
        nodes {
          pattern
        }
      }
    }
    central: repository(owner: $organisation, name: $central) {
      id
      defaultBranchRef {
        name
        target {
          oid
        }
      }
      branch: ref(qualifiedName: $registrationRef) {
        id
        target {
          oid
        }
      }
      branchFile: object(expression: $branchFile) {
        ... on Blob {
          text
        }
      }
      mainFile: object(expression: $mainFile) {
        ... on Blob {
          text
        }
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

/**
 * Looks at everything that a creation could touch.
 * @throws PlatformError PLT-301 when the central repository or the organisation cannot be read
 */
export async function readPreflight(
  client: ForgeClient,
  settings: PlatformSettings,
  service: string,
  team: string,
): Promise<Preflight> {
  const branch = registrationBranch(service);
  const path = registrationPath(service);
  const { data, problems } = await client.graphql<Preflight>(document, {
    organisation: settings.organisation,
    service,
    central: settings.centralRepository,
    team,
    provisionBranch,
    registrationBranch: branch,
    registrationRef: `refs/heads/${branch}`,
    record: `${settings.defaultBranch}:.platform/answers.yaml`,
    branchFile: `${branch}:${path}`,
    mainFile: `${settings.defaultBranch}:${path}`,
  });
  // a service repository that does not exist yet is the normal case; anything else missing is not
  const unexpected = problems.find(
    problem =>
      !(
        problem.type === 'NOT_FOUND' &&
        problem.path?.length === 1 &&
        problem.path[0] === 'service'
      ),
  );
  if (unexpected || !data.central?.defaultBranchRef) {
    throw new PlatformError({
      code: 'PLT-301',
      message:
        unexpected?.message ??
        `The central repository ${settings.organisation}/${settings.centralRepository} has no default branch.`,
      where: unexpected?.path?.join('.'),
    });
  }
  return data;
}
