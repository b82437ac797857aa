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
  ServiceUsage,
  StackDetails,
  terraformFindingReadPermission,
  terraformModuleReadPermission,
  terraformStackReadPermission,
} from '@connectly/plugin-terraform-common';
import express, { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { DatabaseModuleQueries } from './database/DatabaseModuleQueries';
import { DatabaseProjectionStore } from './database/DatabaseProjectionStore';
import { DatabaseStackQueries } from './database/DatabaseStackQueries';

/** A repository or a stack calls some dozens of modules; this is a bound and no page. */
const usageLimit = 1000;

const text = z.string().min(1).max(300);
const paging = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const modulesQuery = z.object({
  search: text.optional(),
  owner: text.optional(),
  lifecycle: z.enum(['experimental', 'production', 'deprecated']).optional(),
  ...paging,
});
const catalogueQuery = z.object({
  module: z.preprocess(
    value => (typeof value === 'string' ? [value] : value),
    z.array(text).max(500).optional(),
  ),
  ...paging,
});
const stacksQuery = z.object({ search: text.optional(), ...paging });
const findingsQuery = z.object({ repository: text.optional(), ...paging });
const pageQuery = z.object(paging);

export async function createRouter(options: {
  modules: DatabaseModuleQueries;
  stacks: DatabaseStackQueries;
  projections: Pick<DatabaseProjectionStore, 'isComplete' | 'projections'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): Promise<express.Router> {
  const { modules, stacks, projections, httpAuth, permissions, auditor } =
    options;
  const router = Router();

  /** Authorises and audits a read; the event is closed on every path. */
  async function reading<T>(
    request: Request,
    audit: { eventId: string; queryType: string },
    permission: BasicPermission,
    read: () => Promise<T>,
  ): Promise<T> {
    const { eventId, queryType } = audit;
    const event = await auditor.createEvent({
      eventId,
      severityLevel: 'low',
      meta: { queryType },
      request,
    });
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
      const result = await read();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }

  function readingModules<T>(
    request: Request,
    queryType: string,
    read: () => Promise<T>,
  ): Promise<T> {
    return reading(
      request,
      { eventId: 'module-fetch', queryType },
      terraformModuleReadPermission,
      read,
    );
  }

  function readingStacks<T>(
    request: Request,
    queryType: string,
    read: () => Promise<T>,
  ): Promise<T> {
    return reading(
      request,
      { eventId: 'stack-fetch', queryType },
      terraformStackReadPermission,
      read,
    );
  }

  async function withComplete<T extends object>(
    list: () => Promise<T>,
  ): Promise<T & { complete: boolean }> {
    // Asked first: what is complete now is in the list.
    const complete = await projections.isComplete();
    return { ...(await list()), complete };
  }

  router.get('/modules', async (request, response) => {
    const query = parse(modulesQuery, request.query);
    response.json(
      await readingModules(request, 'all', () =>
        withComplete(() => modules.list(query)),
      ),
    );
  });

  router.get('/modules/:name', async (request, response) => {
    const { name } = request.params;
    response.json(
      await readingModules(request, 'by-name', async () =>
        found(await modules.get(name), `module "${name}"`),
      ),
    );
  });

  router.get('/modules/:name/versions/:version', async (request, response) => {
    const { name, version } = request.params;
    const read = async () =>
      found(
        await modules.getVersion(name, version),
        `module "${name}" in version "${version}"`,
      );
    response.json(await readingModules(request, 'version', read));
  });

  router.get('/modules/:name/consumers', async (request, response) => {
    const page = parse(pageQuery, request.query);
    const { name } = request.params;
    response.json(
      await readingModules(request, 'consumers', () =>
        modules.usages({ module: name }, page),
      ),
    );
  });

  router.get('/catalogue', async (request, response) => {
    const { module, ...page } = parse(catalogueQuery, request.query);
    response.json(
      await readingModules(request, 'catalogue', () =>
        modules.catalogue({ modules: module, ...page }),
      ),
    );
  });

  router.get('/stacks', async (request, response) => {
    const query = parse(stacksQuery, request.query);
    response.json(
      await readingStacks(request, 'all', () =>
        withComplete(() => stacks.list(query)),
      ),
    );
  });

  router.get('/stacks/:name', async (request, response) => {
    const { name } = request.params;
    const stack = await readingStacks(
      request,
      'by-name',
      async (): Promise<StackDetails> => {
        const { summary, content, contract } = found(
          await stacks.get(name),
          `stack "${name}"`,
        );
        const uses = await stacks.uses({ stack: name });
        const calls = await modules.usages(
          { stack: name },
          { offset: 0, limit: usageLimit },
        );
        return { ...summary, content, contract, uses, modules: calls.items };
      },
    );
    response.json(stack);
  });

  router.get('/services/:repository/usage', async (request, response) => {
    const { repository } = request.params;
    const usage = await readingModules(
      request,
      'usage',
      async (): Promise<ServiceUsage> => {
        const page = { offset: 0, limit: usageLimit };
        const calls = await modules.usages({ repository }, page);
        const contracts = await stacks.uses({ repository });
        const findings = await stacks.findings({ repository, ...page });
        return {
          repository,
          modules: calls.items,
          contracts,
          findings: findings.items,
          unread:
            (await projections.projections(repository)).size === 0 || undefined,
        };
      },
    );
    response.json(usage);
  });

  router.get('/findings', async (request, response) => {
    const query = parse(findingsQuery, request.query);
    const audit = { eventId: 'finding-fetch', queryType: 'all' };
    response.json(
      await reading(request, audit, terraformFindingReadPermission, () =>
        stacks.findings(query),
      ),
    );
  });

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

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new NotFoundError(`PLT-404: there is no ${what}`);
  }
  return value;
}
