import { PlatformError } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { ForgeClient } from './ForgeClient';
import { KnownPullRequest } from './knownPullRequests';
import { registrationBranch } from './preflight';

/** A list of which the forge gave the first part only. */
export interface Part<Item> {
  totalCount: number;
  nodes: Item[];
}

/** Somebody who wrote something; `null` when the account is gone. */
export type Author = { __typename: string; login: string } | null;

/** Who is named in a commit, and when. */
interface Signature {
  name: string | null;
  email: string | null;
  date: string | null;
}

/** The head of a branch. */
export interface Head {
  message?: string;
  author?: Signature;
  committer?: Signature;
  history?: { totalCount: number };
}

/** A service repository as far as it tells whether people have worked in it. */
export interface ServiceState {
  createdAt: string;
  homepageUrl: string | null;
  issues: { totalCount: number };
  releases: { totalCount: number };
  tags: { totalCount: number } | null;
  branches: Part<{ name: string; target: Head }> | null;
  pullRequests: Part<{
    number: number;
    state: string;
    headRefName: string;
    comments: Part<{ author: Author }>;
    reviews: Part<{ author: Author }>;
  }>;
}

/** What exists at the forge before an undo. */
export interface UndoState {
  viewer: { login: string };
  service: ServiceState | null;
  central: {
    branch: { id: string } | null;
    pullRequests: { nodes: KnownPullRequest[] };
  } | null;
}

const document = /* GraphQL */ `
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
      releases {
        totalCount
      }
      tags: refs(refPrefix: "refs/tags/") {
        totalCount
      }
      branches: refs(refPrefix: "refs/heads/", first: 20) {
        totalCount
        nodes {
          name
          target {
            ... on Commit {
              message
              author {
                ...Signature
              }
              committer {
                ...Signature
              }
              history {
                totalCount
              }
            }
          }
        }
      }
      pullRequests(first: 20) {
        totalCount
        nodes {
          number
          state
          headRefName
          comments(first: 100) {
            totalCount
            nodes {
              author {
                __typename
                login
              }
            }
          }
          reviews(first: 100) {
            totalCount
            nodes {
              author {
                __typename
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
  fragment Signature on GitActor {
    name
    email
    date
  }
`;

/**
 * Looks at what an undo could remove.
 * @throws PlatformError PLT-301 when anything but the service repository cannot be read
 */
export async function readUndoState(
  client: ForgeClient,
  settings: PlatformSettings,
  service: string,
): Promise<UndoState> {
  const branch = registrationBranch(service);
  const { data, problems } = await client.graphql<UndoState>(document, {
    organisation: settings.organisation,
    service,
    central: settings.centralRepository,
    registrationBranch: branch,
    registrationRef: `refs/heads/${branch}`,
  });
  const unexpected = problems.find(
    problem => !(problem.type === 'NOT_FOUND' && problem.path?.length === 1 && problem.path[0] === 'service'),
  );
  if (unexpected) throw new PlatformError({ code: 'PLT-301', message: unexpected.message });
  return data;
}
