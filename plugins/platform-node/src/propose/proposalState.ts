import { PlatformError } from '@connectly/plugin-platform-common';
import { ForgeClient } from '../publish/ForgeClient';

/** A pull request of a proposal's branch. */
export interface ProposalPullRequest {
  number: number;
  url: string;
  title: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  body: string;
}

/** A branch that proposals of this kind are made on. */
export interface ProposalBranch {
  /** Without the beginning that all of them share. */
  name: string;
  target: { oid: string; message: string };
  associatedPullRequests: { nodes: ProposalPullRequest[] };
}

/** What exists at the forge before a proposal; one GraphQL query. */
export interface ProposalState {
  id: string;
  defaultBranchRef: { name: string; target: { oid: string } };
  /** Names in the folder, on the default branch. */
  entries: string[];
  branches: ProposalBranch[];
  /** Paths that open pull requests change, whoever opened them. */
  openPaths: string[];
  /** Text of the file that the place names, on the default branch. */
  file?: string;
}

interface Answer {
  repository: {
    id: string;
    defaultBranchRef: ProposalState['defaultBranchRef'] | null;
    directory: { entries?: { name: string }[] } | null;
    file: { text?: string | null } | null;
    branches: { nodes: ProposalBranch[] };
    open: { nodes: { files: { nodes: { path: string }[] } | null }[] };
  } | null;
}

const document = /* GraphQL */ `
  query ProposalState($owner: String!, $name: String!, $directory: String!, $file: String!, $branches: String!) {
    repository(owner: $owner, name: $name, followRenames: false) {
      id
      defaultBranchRef {
        name
        target {
          oid
        }
      }
      directory: object(expression: $directory) {
        ... on Tree {
          entries {
            name
          }
        }
      }
      file: object(expression: $file) {
        ... on Blob {
          text
        }
      }
      branches: refs(refPrefix: $branches, first: 100, orderBy: { field: ALPHABETICAL, direction: DESC }) {
        nodes {
          name
          target {
            oid
            ... on Commit {
              message
            }
          }
          associatedPullRequests(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) {
            nodes {
              number
              url
              title
              state
              body
            }
          }
        }
      }
      open: pullRequests(first: 50, states: OPEN, orderBy: { field: CREATED_AT, direction: DESC }) {
        nodes {
          files(first: 50) {
            nodes {
              path
            }
          }
        }
      }
    }
  }
`;

/**
 * Looks at everything that says which names are taken.
 * @param place - the folder that names are taken in, the beginning of the branches' names, and a file that is read too
 * @throws PlatformError PLT-404 when there is no such repository, PLT-301 when it cannot be read or is empty
 */
export async function readProposalState(
  client: ForgeClient,
  repository: string,
  place: { directory: string; branches: string; file?: string },
): Promise<ProposalState> {
  const [owner, name] = repository.split('/');
  const { data, problems } = await client.graphql<Answer>(document, {
    owner,
    name,
    directory: `HEAD:${place.directory}`,
    // a folder has no text
    file: `HEAD:${place.file ?? place.directory}`,
    branches: `refs/heads/${place.branches}`,
  });
  const found = data.repository;
  if (!found && problems[0]?.type === 'NOT_FOUND') {
    throw new PlatformError({ code: 'PLT-404', message: `There is no repository ${repository}.`, where: 'repository' });
  }
  if (!found?.defaultBranchRef || problems.length) {
    throw new PlatformError({
      code: 'PLT-301',
      message: problems[0]?.message ?? `${repository} has no default branch.`,
      where: repository,
    });
  }
  return {
    id: found.id,
    defaultBranchRef: found.defaultBranchRef,
    entries: found.directory?.entries?.map(entry => entry.name) ?? [],
    file: found.file?.text ?? undefined,
    // GitHub gives a reference's name with what stands behind refs/heads/
    branches: found.branches.nodes.map(branch => ({ ...branch, name: branch.name.slice(branch.name.lastIndexOf('/') + 1) })),
    openPaths: found.open.nodes.flatMap(pull => pull.files?.nodes.map(file => file.path) ?? []),
  };
}
