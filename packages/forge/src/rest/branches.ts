import { ForgeError } from '../errors';
import { isReferenceName } from '../git/GitRepository';
import { commitAnswer } from '../present/commits';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { encodePath } from '../forge/Urls';
import { RepositoryRow } from '../store/RepositoryStore';
import { contextsAnswer } from './branchProtection';
import { created, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

const prefix = 'refs/heads/';

function summary(
  request: RestRequest,
  repository: RepositoryRow,
  name: string,
): { protected: boolean; protection: Json; protection_url: string } {
  const rule = request.forge.protection.rule(repository, name);
  const url = `${request.view.urls.api}/repos/${fullNameOf(
    request.view,
    repository,
  )}/branches/${encodePath(name)}/protection`;
  return {
    protected: rule !== undefined,
    protection: {
      enabled: rule !== undefined,
      required_status_checks: {
        enforcement_level: rule?.settings.requiredContexts.length
          ? 'non_admins'
          : 'off',
        contexts: rule?.settings.requiredContexts ?? [],
        checks: contextsAnswer(rule?.settings.requiredContexts ?? []),
      },
    },
    protection_url: url,
  };
}

async function branchAnswer(
  request: RestRequest,
  repository: RepositoryRow,
  name: string,
): Promise<Json> {
  const sha = request.forge.repositoryStore.reference(
    repository.id,
    `${prefix}${name}`,
  );
  const commit = sha && (await request.git(repository).commit(sha));
  if (!commit) throw ForgeError.notFound('Branch not found');
  const url = `${request.view.urls.api}/repos/${fullNameOf(
    request.view,
    repository,
  )}/branches/${encodePath(name)}`;
  return {
    name,
    commit: commitAnswer(request.view, repository, commit),
    _links: {
      self: url,
      html: `${request.view.urls.web}/${fullNameOf(
        request.view,
        repository,
      )}/tree/${encodePath(name)}`,
    },
    ...summary(request, repository, name),
  };
}

/** Branches with their tips and whether they are protected; tags. */
export const branchRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches',
    handle: request => {
      const repository = request.repository();
      const wanted = request.query.get('protected');
      const api = `${request.view.urls.api}/repos/${fullNameOf(
        request.view,
        repository,
      )}`;
      const branches = request.forge.repositoryStore
        .references(repository.id, prefix)
        .map(({ name, sha }) => ({
          name: name.slice(prefix.length),
          commit: { sha, url: `${api}/commits/${sha}` },
          ...summary(request, repository, name.slice(prefix.length)),
        }))
        .filter(
          each => wanted === null || each.protected === (wanted === 'true'),
        );
      return request.list(branches, each => each);
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches/{branch}',
    handle: async request =>
      ok(
        await branchAnswer(
          request,
          request.repository(),
          request.parameters.branch,
        ),
      ),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/branches/{branch}/rename',
    handle: async request => {
      const repository = request.repository('admin');
      const { branch } = request.parameters;
      const name = request.fields.requiredText('new_name');
      if (!isReferenceName(name)) {
        throw ForgeError.unprocessable('new_name is not a valid branch name');
      }
      const sha = request.forge.repositoryStore.reference(
        repository.id,
        prefix + branch,
      );
      if (!sha) throw ForgeError.notFound('Branch not found');
      if (
        request.forge.repositoryStore.reference(repository.id, prefix + name)
      ) {
        throw ForgeError.unprocessable('Branch already exists');
      }
      await request.forge.references.apply(
        repository,
        request.actor,
        async () => [{ name: prefix + name, before: undefined, after: sha }],
      );
      if (branch === repository.defaultBranch) {
        await request.forge.repositories.setDefaultBranch(
          repository,
          name,
          request.actor,
        );
      }
      await request.forge.references.apply(
        repository,
        request.actor,
        async () => [{ name: prefix + branch, before: sha, after: undefined }],
      );
      return created(await branchAnswer(request, repository, name));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/tags',
    handle: async request => {
      const repository = request.repository();
      const api = `${request.view.urls.api}/repos/${fullNameOf(
        request.view,
        repository,
      )}`;
      const tags = await Promise.all(
        request.forge.repositoryStore
          .references(repository.id, 'refs/tags/')
          .map(async row => ({
            name: row.name.slice('refs/tags/'.length),
            commit: await request.git(repository).commit(`${row.sha}^{commit}`),
          })),
      );
      return request.list(
        tags.filter(tag => tag.commit !== undefined).reverse(),
        ({ name, commit }) => ({
          name,
          commit: { sha: commit!.sha, url: `${api}/commits/${commit!.sha}` },
          zipball_url: `${api}/zipball/refs/tags/${encodePath(name)}`,
          tarball_url: `${api}/tarball/refs/tags/${encodePath(name)}`,
          node_id: Buffer.from(
            `03:Ref${repository.id}:refs/tags/${name}`,
          ).toString('base64'),
        }),
      );
    },
  },
];
