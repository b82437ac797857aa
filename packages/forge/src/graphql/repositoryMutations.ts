import { ForgeError } from '../errors';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow, Visibility } from '../store/RepositoryStore';
import { TeamRow } from '../store/TeamStore';
import { teamNode } from './accounts';
import { GraphContext, Mutations, node } from './fields';
import { nodeById, requireNode } from './queries';

async function updateTeamsRepository(
  input: { repositoryId: string; teamIds: string[]; permission: string },
  context: GraphContext,
) {
  const repository = await requireNode<RepositoryRow>(
    input.repositoryId,
    'Repository',
    context,
  );
  const { forge, caller } = context;
  forge.access.requirePermission(caller, repository, 'admin');
  const teams: TeamRow[] = [];
  for (const id of input.teamIds) {
    teams.push(await requireNode<TeamRow>(id, 'Team', context));
  }
  const words: Record<string, string> = { READ: 'pull', WRITE: 'push' };
  const permission = words[input.permission] ?? input.permission.toLowerCase();
  forge.database.transaction(() => {
    for (const team of teams) {
      forge.teams.setRepository(team.id, repository.id, permission);
    }
  });
  return {
    repository: node('Repository', repository),
    teams: teams.map(teamNode),
  };
}

async function createRepository(
  input: {
    name: string;
    ownerId?: string;
    teamId?: string;
    description?: string;
    homepageUrl?: string;
    visibility: string;
    template?: boolean;
    hasIssuesEnabled?: boolean;
    hasWikiEnabled?: boolean;
  },
  context: GraphContext,
) {
  const { forge, caller } = context;
  const found = input.ownerId
    ? await nodeById(input.ownerId, context)
    : undefined;
  if (input.ownerId && !found) {
    throw ForgeError.notFound(
      `Could not resolve to a node with the global id of '${input.ownerId}'`,
    );
  }
  const owner = (found?.source as AccountRow | undefined) ?? caller.account;
  if (owner.type === 'Organization') {
    forge.access.requireMember(caller, owner.login);
  } else if (owner.id !== caller.account.id) {
    throw ForgeError.forbidden(
      `${caller.account.login} cannot create a repository for ${owner.login}.`,
    );
  }
  const team = input.teamId
    ? await requireNode<TeamRow>(input.teamId, 'Team', context)
    : undefined;
  const repository = await forge.repositories.create(
    {
      owner,
      name: input.name,
      description: input.description ?? undefined,
      homepage: input.homepageUrl ?? undefined,
      visibility: input.visibility.toLowerCase() as Visibility,
      isTemplate: input.template ?? undefined,
      teamId: team?.id,
      settings: {
        ...(typeof input.hasIssuesEnabled === 'boolean'
          ? { hasIssues: input.hasIssuesEnabled }
          : {}),
        ...(typeof input.hasWikiEnabled === 'boolean'
          ? { hasWiki: input.hasWikiEnabled }
          : {}),
      },
    },
    caller.account,
  );
  return { repository: node('Repository', repository) };
}

async function updateRepository(
  input: {
    repositoryId: string;
    name?: string;
    description?: string;
    homepageUrl?: string;
  },
  context: GraphContext,
) {
  const { forge, caller } = context;
  let repository = await requireNode<RepositoryRow>(
    input.repositoryId,
    'Repository',
    context,
  );
  forge.access.requirePermission(caller, repository, 'admin');
  if (input.name && input.name !== repository.name) {
    repository = forge.repositories.rename(
      repository,
      input.name,
      caller.account,
    );
  }
  repository = forge.repositories.update(
    repository,
    {
      ...(input.description === undefined
        ? {}
        : { description: input.description }),
      ...(input.homepageUrl === undefined
        ? {}
        : { homepage: input.homepageUrl }),
    },
    caller.account,
  );
  return { repository: node('Repository', repository) };
}

/** Repositories and which teams reach them. */
export const repositoryMutations: Mutations = {
  createRepository,
  updateRepository,
  updateTeamsRepository,
};
