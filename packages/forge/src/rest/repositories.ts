import { ForgeError } from '../errors';
import { simpleTeam } from '../present/accounts';
import { fullRepository } from '../present/repositories';
import { Answer } from '../server/Exchange';
import { AccountRow } from '../store/AccountStore';
import { Parameter } from '../store/Database';
import {
  RepositoryRow,
  RepositorySettings,
  Visibility,
} from '../store/RepositoryStore';
import { Fields } from './Fields';
import { created, noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

/** GitHub's names of the switches that a repository has. */
const settingFields: ReadonlyArray<[string, keyof RepositorySettings]> = [
  ['allow_merge_commit', 'allowMergeCommit'],
  ['allow_squash_merge', 'allowSquashMerge'],
  ['allow_rebase_merge', 'allowRebaseMerge'],
  ['allow_auto_merge', 'allowAutoMerge'],
  ['allow_update_branch', 'allowUpdateBranch'],
  ['delete_branch_on_merge', 'deleteBranchOnMerge'],
  ['has_issues', 'hasIssues'],
  ['has_projects', 'hasProjects'],
  ['has_wiki', 'hasWiki'],
];

function settingsIn(fields: Fields): Partial<RepositorySettings> {
  const settings: Partial<RepositorySettings> = {};
  for (const [field, setting] of settingFields) {
    const value = fields.flag(field);
    if (value !== undefined) settings[setting] = value;
  }
  return settings;
}

function visibilityIn(fields: Fields): Visibility | undefined {
  const named = fields.choice('visibility', [
    'public',
    'private',
    'internal',
  ] as const);
  const isPrivate = fields.flag('private');
  if (named) return named;
  if (isPrivate === undefined) return undefined;
  return isPrivate ? 'private' : 'public';
}

/** Creates a repository for a person or an organisation. */
export async function createRepository(
  request: RestRequest,
  owner: AccountRow,
): Promise<Answer> {
  const { fields, forge } = request;
  const name = fields.text('name');
  if (!name) throw ForgeError.missingField('Repository', 'name');
  const teamId = fields.number('team_id');
  if (
    teamId !== undefined &&
    forge.teams.byId(teamId)?.organizationId !== owner.id
  ) {
    throw ForgeError.invalidField('Repository', 'team_id');
  }
  const repository = await forge.repositories.create(
    {
      owner,
      name,
      description: fields.text('description'),
      homepage: fields.text('homepage'),
      visibility: visibilityIn(fields) ?? 'public',
      autoInit: fields.flag('auto_init'),
      isTemplate: fields.flag('is_template'),
      teamId,
      settings: settingsIn(fields),
    },
    request.actor,
  );
  return created(fullRepository(request.view, repository));
}

async function updateRepository(request: RestRequest): Promise<Answer> {
  const { fields, forge, actor } = request;
  const { owner, repo } = request.parameters;
  const isUnarchiving = fields.flag('archived') === false;
  let repository: RepositoryRow = forge.access.repository(
    request.caller,
    owner,
    repo,
    'admin',
  );
  if (repository.archived && !isUnarchiving) {
    throw ForgeError.forbidden('Repository was archived so is read-only.');
  }
  const name = fields.text('name');
  if (name !== undefined && name !== repository.name) {
    repository = forge.repositories.rename(repository, name, actor);
  }
  const branch = fields.text('default_branch');
  if (branch !== undefined && branch !== repository.defaultBranch) {
    repository = await forge.repositories.setDefaultBranch(
      repository,
      branch,
      actor,
    );
  }
  const values: Record<string, Parameter> = {};
  for (const field of ['description', 'homepage'] as const) {
    if (fields.has(field)) values[field] = fields.text(field);
  }
  const visibility = visibilityIn(fields);
  if (visibility) values.visibility = visibility;
  if (fields.flag('is_template') !== undefined) {
    values.isTemplate = fields.flag('is_template');
  }
  const settings = settingsIn(fields);
  if (Object.keys(settings).length > 0) {
    values.settings = JSON.stringify({
      ...forge.repositoryStore.settings(repository),
      ...settings,
    });
  }
  if (Object.keys(values).length > 0) {
    repository = forge.repositories.update(repository, values, actor);
  }
  const archived = fields.flag('archived');
  if (archived !== undefined && archived !== Boolean(repository.archived)) {
    repository = forge.repositories.update(
      repository,
      { archived },
      actor,
      archived ? 'archived' : 'unarchived',
    );
  }
  return ok(fullRepository(request.view, repository));
}

/** One repository: read, change, remove; its topics and teams. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    handle: request => ok(fullRepository(request.view, request.repository())),
  },
  { method: 'PATCH', path: '/repos/{owner}/{repo}', handle: updateRepository },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}',
    handle: async request => {
      await request.forge.repositories.remove(
        request.repository('admin'),
        request.actor,
      );
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/topics',
    handle: request => ok({ names: JSON.parse(request.repository().topics) }),
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/topics',
    handle: request => {
      const repository = request.repository('maintain');
      const names = request.fields.texts('names') ?? [];
      if (!names.every(name => /^[a-z0-9][a-z0-9-]{0,49}$/.test(name))) {
        throw ForgeError.unprocessable(
          'Topics must start with a lowercase letter or number, consist of 50 characters or less, and can include hyphens.',
        );
      }
      request.forge.repositories.update(
        repository,
        { topics: JSON.stringify([...new Set(names)]) },
        request.actor,
      );
      return ok({ names });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/teams',
    handle: request => {
      const repository = request.repository('write');
      return request.list(
        request.forge.teams.ofRepository(repository.id),
        team => ({
          ...simpleTeam(request.view, team, team.permission),
          parent: null,
        }),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/languages',
    handle: request => {
      request.repository();
      return ok({});
    },
  },
];
