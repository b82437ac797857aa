import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { PlatformError } from '@connectly/plugin-platform-common';
import {
  guardRequests,
  pagingParameters,
  parseParameters,
  VisibleRepositories,
} from '@connectly/plugin-platform-node';
import {
  CommitFacts,
  repositoriesRepositoryReadPermission,
  repositoriesRepositoryRefreshPermission,
  Repository,
  RepositoryPage,
} from '@connectly/plugin-repositories-common';
import express, { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { DatabaseRepositoryStore } from './database/DatabaseRepositoryStore';
import { RawDbRefRow, StoredRepository } from './database/rows';
import { RepositoriesReading } from './RepositoriesReading';

/** A text of the sender's; PostgreSQL refuses U+0000 in any. */
const text = (length: number) =>
  z
    .string()
    .max(length)
    .refine(value => !value.includes('\0'), 'must not hold U+0000');
const listQuery = z.object({
  search: text(200).optional(),
  ...pagingParameters,
});
const treeQuery = z.object({
  ref: text(300).optional(),
  prefix: text(512).optional(),
  offset: pagingParameters.offset,
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
const pathsQuery = z.object({ ref: text(300).optional() });
const fileQuery = z.object({
  ref: text(300).optional(),
  path: text(512),
});
const commitId = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const historyQuery = z.object({
  commit: commitId,
  since: commitId.optional(),
  directory: text(200).refine(value => value.endsWith('/'), 'must end with a slash'),
  extension: text(20).refine(value => value.startsWith('.'), 'must begin with a dot'),
});
const pathParameters = z.object({ owner: text(100), name: text(100) });

export async function createRouter(options: {
  store: DatabaseRepositoryStore;
  reading: Pick<
    RepositoriesReading,
    'refresh' | 'readHistory' | 'isComplete'
  >;
  visible: Pick<VisibleRepositories, 'of'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): Promise<express.Router> {
  const { store, reading, visible, httpAuth } = options;
  const guarded = guardRequests(options);
  const router = Router();

  function guardedRead<T>(
    request: Request,
    queryType: string,
    act: () => Promise<T>,
  ): Promise<T> {
    const action = {
      eventId: 'repository-fetch',
      severityLevel: 'low' as const,
      meta: { queryType },
      permission: repositoriesRepositoryReadPermission,
    };
    return guarded(request, action, act);
  }

  /** Names of what a person may see; undefined for a plugin, which reads everything to project it. */
  async function visibleTo(request: Request): Promise<Set<string> | undefined> {
    const credentials = await httpAuth.credentials(request);
    const { type } = credentials.principal as { type?: string };
    return type === 'service' ? undefined : await visible.of(credentials);
  }

  /** What somebody may not see is not there for them. */
  async function find(request: Request): Promise<StoredRepository> {
    const { owner, name } = parseParameters(pathParameters, request.params);
    const repository = await store.find(`${owner}/${name}`);
    const names = await visibleTo(request);
    if (!repository || (names && !names.has(repository.fullName))) {
      throw missing(`repository "${owner}/${name}"`, request);
    }
    return repository;
  }

  /** With `orDefault`, the default branch where there is no such ref any more. */
  async function findRef(
    request: Request,
    name: string | undefined,
    { orDefault = false }: { orDefault?: boolean } = {},
  ): Promise<RawDbRefRow> {
    const repository = await find(request);
    const branch = `refs/heads/${repository.defaultBranch}`;
    const wanted = name ?? branch;
    const refs = await store.listRefs(repository.id);
    const ref =
      refs.find(
        each =>
          each.name === wanted ||
          each.commit === name ||
          each.name === `refs/heads/${name}` ||
          each.name === `refs/tags/${name}`,
      ) ??
      (orDefault ? refs.find(each => each.name === branch) : undefined);
    if (!ref) {
      throw missing(`ref "${wanted}" in "${repository.fullName}"`, request);
    }
    return ref;
  }

  router.get('/repositories', async (request, response) => {
    const page = await guardedRead(
      request,
      'all',
      async (): Promise<RepositoryPage> => {
        const query = parseParameters(listQuery, request.query);
        // Asked first: what is complete now was in the list.
        const complete = await reading.isComplete();
        const names = await visibleTo(request);
        const { items, total } = await store.list({ ...query, names });
        return { items: items.map(toPublic), total, complete };
      },
    );
    response.json(page);
  });

  router.get('/repositories/:owner/:name', async (request, response) => {
    response.json(
      await guardedRead(request, 'by-name', async () =>
        toPublic(await find(request)),
      ),
    );
  });

  router.get('/repositories/:owner/:name/refs', async (request, response) => {
    const refs = await guardedRead(request, 'refs', async () =>
      store.listRefs((await find(request)).id),
    );
    response.json({
      items: refs.map(({ name, commit }) => ({ name, commit })),
    });
  });

  router.get('/repositories/:owner/:name/tree', async (request, response) => {
    const tree = await guardedRead(request, 'tree', async () => {
      const { ref, ...page } = parseParameters(treeQuery, request.query);
      const { name, commit, tree: id, facts } = await findRef(request, ref);
      const files = await store.listFiles({ tree: id, ...page });
      return {
        ref: name,
        commit,
        ...(facts ? { facts: JSON.parse(facts) as CommitFacts } : {}),
        ...files,
      };
    });
    response.json(tree);
  });

  router.get('/repositories/:owner/:name/paths', async (request, response) => {
    const listed = await guardedRead(request, 'paths', async () => {
      const { ref } = parseParameters(pathsQuery, request.query);
      const found = await findRef(request, ref);
      // a release has none, and a branch none until it is read by this version; one of an earlier release writes commits without them
      return { ref: found.name, commit: found.commit, paths: await store.readPaths(found) };
    });
    response.json(listed);
  });

  router.get('/repositories/:owner/:name/file', async (request, response) => {
    const file = await guardedRead(request, 'file', async () => {
      const { ref, path } = parseParameters(fileQuery, request.query);
      const { name, commit, tree } = await findRef(request, ref);
      const content = await store.readFile({ tree, path });
      if (content === undefined) {
        throw missing(`file "${path}" at ${name}`, request);
      }
      return { ref: name, commit, path, content };
    });
    response.json(file);
  });

  router.get('/repositories/:owner/:name/image', async (request, response) => {
    const image = await guardedRead(request, 'image', async () => {
      const { ref, path } = parseParameters(fileQuery, request.query);
      // A document is of the commit that it was read at; the branch may have moved on since.
      const { name, tree } = await findRef(request, ref, { orDefault: true });
      const found = await store.readImage({ tree, path });
      if (!found) {
        throw missing(`image "${path}" at ${name}`, request);
      }
      return found;
    });
    // drawn, and nothing else, by whatever opens it
    response
      .set({
        'content-type': image.type,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=300',
        vary: 'authorization',
      })
      .send(image.content);
  });

  router.get(
    '/repositories/:owner/:name/history',
    async (request, response) => {
      const action = {
        eventId: 'repository-fetch',
        severityLevel: 'low' as const,
        meta: { queryType: 'history' },
        // it reaches the forge, as no page does
        permission: repositoriesRepositoryRefreshPermission,
      };
      const history = await guarded(request, action, async () => {
        const query = parseParameters(historyQuery, request.query);
        // it must be mirrored: a forge may give another repository's commits for this one
        const { commit } = await findRef(request, query.commit);
        return reading.readHistory(await find(request), { ...query, commit });
      });
      response.json(history);
    },
  );

  router.post(
    '/repositories/:owner/:name/refresh',
    async (request, response) => {
      const { owner, name } = request.params;
      const action = {
        eventId: 'repository-refresh',
        severityLevel: 'medium' as const,
        meta: { repository: `${owner}/${name}` },
        permission: repositoriesRepositoryRefreshPermission,
      };
      await guarded(request, action, async () =>
        reading.refresh(await find(request)),
      );
      response.status(204).end();
    },
  );

  return router;
}

function missing(what: string, request: Request): PlatformError {
  return new PlatformError({
    code: 'PLT-404',
    message: `There is no mirrored ${what}.`,
    where: request.path,
  });
}

/** Without what only the reader needs. */
function toPublic(repository: StoredRepository): Repository {
  const { id, provider, pushedAt, selection, revision, ...rest } = repository;
  return rest;
}
