import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
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

const offset = z.coerce.number().int().min(0).default(0);
const listQuery = z.object({
  search: z.string().max(200).optional(),
  offset,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const treeQuery = z.object({
  ref: z.string().max(300).optional(),
  prefix: z.string().max(512).optional(),
  offset,
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
const fileQuery = z.object({
  ref: z.string().max(300).optional(),
  path: z.string().min(1).max(512),
});
const pathParameters = z.object({
  owner: z.string().max(100),
  name: z.string().max(100),
});

export async function createRouter(options: {
  store: DatabaseRepositoryStore;
  reading: Pick<RepositoriesReading, 'refresh' | 'isComplete'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): Promise<express.Router> {
  const { store, reading, httpAuth, permissions, auditor } = options;
  const router = Router();

  /** Authorises and audits; the event is closed on every path. */
  async function guarded<T>(
    request: Request,
    audit: {
      eventId: string;
      severityLevel: 'low' | 'medium';
      meta: Record<string, string>;
    },
    permission: BasicPermission,
    act: () => Promise<T>,
  ): Promise<T> {
    const event = await auditor.createEvent({ ...audit, request });
    try {
      const credentials = await httpAuth.credentials(request);
      const [decision] = await permissions.authorize([{ permission }], {
        credentials,
      });
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `PLT-601: you may not do this: it needs the permission "${permission.name}"`,
        );
      }
      const result = await act();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }

  function guardedRead<T>(
    request: Request,
    queryType: string,
    act: () => Promise<T>,
  ): Promise<T> {
    const audit = {
      eventId: 'repository-fetch',
      severityLevel: 'low' as const,
      meta: { queryType },
    };
    return guarded(request, audit, repositoriesRepositoryReadPermission, act);
  }

  async function find(request: Request): Promise<StoredRepository> {
    const { owner, name } = parse(pathParameters, request.params);
    const repository = await store.find(`${owner}/${name}`);
    if (!repository) {
      throw new NotFoundError(
        `PLT-404: there is no mirrored repository "${owner}/${name}"`,
      );
    }
    return repository;
  }

  async function findRef(
    repository: StoredRepository,
    name: string | undefined,
  ): Promise<RawDbRefRow> {
    const wanted = name ?? `refs/heads/${repository.defaultBranch}`;
    const ref = (await store.listRefs(repository.id)).find(
      each =>
        each.name === wanted ||
        each.name === `refs/heads/${name}` ||
        each.name === `refs/tags/${name}`,
    );
    if (!ref) {
      throw new NotFoundError(
        `PLT-404: "${repository.fullName}" has no mirrored ref "${wanted}"`,
      );
    }
    return ref;
  }

  router.get('/repositories', async (request, response) => {
    const query = parse(listQuery, request.query);
    const page = await guardedRead(
      request,
      'all',
      async (): Promise<RepositoryPage> => {
        // Asked first: what is complete now was in the list.
        const complete = await reading.isComplete();
        const { items, total } = await store.list(query);
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
    const { ref: name, ...page } = parse(treeQuery, request.query);
    const tree = await guardedRead(request, 'tree', async () => {
      const ref = await findRef(await find(request), name);
      return {
        ref: ref.name,
        commit: ref.commit,
        ...(await store.listFiles({ tree: ref.tree, ...page })),
      };
    });
    response.json(tree);
  });

  router.get('/repositories/:owner/:name/file', async (request, response) => {
    const { ref: name, path } = parse(fileQuery, request.query);
    const file = await guardedRead(request, 'file', async () => {
      const ref = await findRef(await find(request), name);
      const content = await store.readFile({ tree: ref.tree, path });
      if (content === undefined) {
        throw new NotFoundError(
          `PLT-404: there is no mirrored file "${path}" at ${ref.name}`,
        );
      }
      return { ref: ref.name, commit: ref.commit, path, content };
    });
    response.json(file);
  });

  router.post(
    '/repositories/:owner/:name/refresh',
    async (request, response) => {
      const { owner, name } = parse(pathParameters, request.params);
      const audit = {
        eventId: 'repository-refresh',
        severityLevel: 'medium' as const,
        meta: { repository: `${owner}/${name}` },
      };
      await guarded(
        request,
        audit,
        repositoriesRepositoryRefreshPermission,
        async () => reading.refresh(await find(request)),
      );
      response.status(204).end();
    },
  );

  return router;
}

function parse<T extends z.ZodTypeAny>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`"${issue.path.join('.')}": ${issue.message}`);
  }
  return parsed.data;
}

/** Without what only the reader needs. */
function toPublic(repository: StoredRepository): Repository {
  const { id, provider, pushedAt, selection, revision, ...rest } = repository;
  return rest;
}
