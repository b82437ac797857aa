import { ForgeError } from '../errors';
import { isReferenceName } from '../git/GitRepository';
import { referenceAnswer } from '../present/commits';
import { Json } from '../present/View';
import { Answer } from '../server/Exchange';
import { RepositoryRow } from '../store/RepositoryStore';
import { created, noContent, ok, RestRequest } from './RestRequest';
import { emptyRepository } from './revisions';
import { Route } from './Router';

async function present(
  request: RestRequest,
  repository: RepositoryRow,
  name: string,
  sha: string,
): Promise<Json> {
  const object = await request.git(repository).describe(sha);
  return referenceAnswer(request.view, repository, name, {
    sha,
    type: object?.type ?? 'commit',
  });
}

function requireHistory(request: RestRequest, repository: RepositoryRow): void {
  if (request.forge.repositoryStore.references(repository.id).length === 0) {
    throw emptyRepository();
  }
}

async function createReference(request: RestRequest): Promise<Answer> {
  const repository = request.repository('write');
  const name = request.fields.requiredText('ref');
  const sha = request.fields.requiredText('sha');
  if (!/^refs\/[^/]+\/./.test(name)) {
    throw ForgeError.unprocessable(
      "Reference name must start with 'refs/' and have at least two slashes",
    );
  }
  if (!isReferenceName(name) || name.startsWith('refs/forge/')) {
    throw ForgeError.unprocessable(`${name} is not a valid ref name.`);
  }
  requireHistory(request, repository);
  await requireObject(request, repository, name, sha);
  await request.forge.references.apply(repository, request.actor, async () => {
    if (request.forge.repositoryStore.reference(repository.id, name)) {
      throw ForgeError.unprocessable('Reference already exists');
    }
    return [{ name, before: undefined, after: sha }];
  });
  return created(await present(request, repository, name, sha));
}

async function requireObject(
  request: RestRequest,
  repository: RepositoryRow,
  name: string,
  sha: string,
): Promise<void> {
  const object = /^[0-9a-f]{40}$/.test(sha)
    ? await request.git(repository).describe(sha)
    : undefined;
  if (!object) throw ForgeError.unprocessable('Object does not exist');
  if (name.startsWith('refs/heads/') && object.type !== 'commit') {
    throw ForgeError.unprocessable('Reference cannot be updated');
  }
}

async function updateReference(request: RestRequest): Promise<Answer> {
  const repository = request.repository('write');
  const name = `refs/${request.parameters.ref}`;
  const after = request.fields.requiredText('sha');
  const isForced = request.fields.flag('force') ?? false;
  await requireObject(request, repository, name, after);
  await request.forge.references.apply(repository, request.actor, async () => {
    const before = request.forge.repositoryStore.reference(repository.id, name);
    if (!before) throw ForgeError.unprocessable('Reference does not exist');
    const update = { name, before, after };
    const refusal = await request.forge.protection.fullRefusal(
      request.caller,
      repository,
      update,
    );
    if (refusal) throw ForgeError.unprocessable(refusal);
    if (
      !isForced &&
      !(await request.git(repository).isAncestor(before, after))
    ) {
      throw ForgeError.unprocessable('Update is not a fast forward');
    }
    return before === after ? [] : [update];
  });
  return ok(await present(request, repository, name, after));
}

/** Branches and tags by their full names. */
export const gitReferenceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/ref/{ref}',
    handle: async request => {
      const repository = request.repository();
      requireHistory(request, repository);
      const name = `refs/${request.parameters.ref}`;
      const sha = request.forge.repositoryStore.reference(repository.id, name);
      if (!sha) throw ForgeError.notFound();
      return ok(await present(request, repository, name, sha));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/matching-refs/{ref}',
    handle: async request => {
      const repository = request.repository();
      const rows = request.forge.repositoryStore.references(
        repository.id,
        `refs/${request.parameters.ref}`,
      );
      return ok(
        await Promise.all(
          rows.map(({ name, sha }) => present(request, repository, name, sha)),
        ),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/refs',
    handle: createReference,
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/git/refs/{ref}',
    handle: updateReference,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/git/refs/{ref}',
    handle: async request => {
      const repository = request.repository('write');
      const name = `refs/${request.parameters.ref}`;
      await request.forge.references.apply(
        repository,
        request.actor,
        async () => {
          const before = request.forge.repositoryStore.reference(
            repository.id,
            name,
          );
          if (!before)
            throw ForgeError.unprocessable('Reference does not exist');
          const update = { name, before, after: undefined };
          const refusal =
            name === `refs/heads/${repository.defaultBranch}`
              ? 'Cannot delete the default branch'
              : request.forge.protection.refusal(
                  request.caller,
                  repository,
                  update,
                );
          if (refusal) throw ForgeError.unprocessable(refusal);
          return [update];
        },
      );
      return noContent;
    },
  },
];
