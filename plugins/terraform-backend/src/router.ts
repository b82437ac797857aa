import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { PlatformError } from '@connectly/plugin-platform-common';
import {
  guardRequests,
  jsonBody,
  pagingParameters,
  parseParameters,
  ProjectionRegister,
  VisibleRepositories,
} from '@connectly/plugin-platform-node';
import {
  JsonValue,
  ModuleCallAnswer,
  ServiceUsage,
  StackDetails,
  terraformFindingReadPermission,
  terraformModuleReadPermission,
  terraformStackReadPermission,
} from '@connectly/plugin-terraform-common';
import { readInputs, writeModuleCall } from '@connectly/plugin-terraform-node';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { DatabaseModuleQueries } from './database/DatabaseModuleQueries';
import { DatabaseStackQueries } from './database/DatabaseStackQueries';
import { Visibility } from './database/whereVisible';

/** A repository or a stack calls some dozens of modules; this is a bound and no page. */
const usageLimit = 1000;

const text = z
  .string()
  .min(1)
  .max(300)
  .refine(value => !value.includes('\0'), 'must not hold U+0000');
const modulesQuery = z.object({
  search: text.optional(),
  owner: text.optional(),
  lifecycle: z.enum(['experimental', 'production', 'deprecated']).optional(),
  ...pagingParameters,
});
const catalogueQuery = z.object({
  module: z.preprocess(
    value => (typeof value === 'string' ? [value] : value),
    z.array(text).max(500).optional(),
  ),
  ...pagingParameters,
});
const stacksQuery = z.object({ search: text.optional(), ...pagingParameters });
const findingsQuery = z.object({ repository: text.optional(), ...pagingParameters });
const pageQuery = z.object(pagingParameters);
const named = z.object({ name: text });
const versioned = z.object({ name: text, version: text });
/** A form's values: more than any module takes. */
const draftLimit = 256 * 1024;
const draftBody = z.object({
  call: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be lower-case letters, digits and underscores'),
  // Terraform's names; what else stands in them is no input of any module
  values: z.record(z.string().max(300), z.custom<JsonValue>(value => value !== undefined)).default({}),
  wired: z.array(z.string().max(300)).max(500).default([]),
});
const ofRepository = z.object({ repository: text });

export async function createRouter(options: {
  modules: DatabaseModuleQueries;
  stacks: DatabaseStackQueries;
  projections: Pick<ProjectionRegister, 'isComplete' | 'isRead'>;
  /** Host of the forge as it stands in sources of modules. */
  gitHost: string;
  /** `owner/name` of the repository of the modules and stacks, which are shown to everybody who may read modules and stacks. */
  centralRepository: string;
  visible: Pick<VisibleRepositories, 'of'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): Promise<express.Router> {
  const { modules, stacks, projections, gitHost, centralRepository, visible, httpAuth } = options;
  const guarded = guardRequests(options);
  const router = Router();

  /** Answers with what is read, when the sender may read it. */
  function answering(
    eventId: string,
    permission: BasicPermission,
    queryType: string,
    read: (request: Request, visibility: Visibility) => Promise<unknown>,
  ) {
    const meta = { queryType };
    const action = { eventId, severityLevel: 'low' as const, meta, permission };
    return async (request: Request, response: Response) => {
      response.json(
        await guarded(request, action, async () =>
          read(request, await visibleTo(request)),
        ),
      );
    };
  }

  /** What a person may see; a plugin reads everything, to make entities and relations of it. */
  async function visibleTo(request: Request): Promise<Visibility> {
    const credentials = await httpAuth.credentials(request);
    const { type } = credentials.principal as { type?: string };
    return {
      repositories:
        type === 'service' ? undefined : new Set(await visible.of(credentials)).add(centralRepository),
    };
  }

  const module = answering.bind(
    undefined,
    'module-fetch',
    terraformModuleReadPermission,
  );
  const stack = answering.bind(
    undefined,
    'stack-fetch',
    terraformStackReadPermission,
  );
  const finding = answering.bind(
    undefined,
    'finding-fetch',
    terraformFindingReadPermission,
  );

  async function withComplete<T extends object>(
    list: () => Promise<T>,
  ): Promise<T & { complete: boolean }> {
    // Asked first: what is complete now is in the list.
    const complete = await projections.isComplete();
    return { ...(await list()), complete };
  }

  const versionOf = async ({ params, path }: Request, visibility: Visibility) => {
    const { name, version } = parseParameters(versioned, params);
    return found(
      await modules.getVersion(name, version, visibility),
      `module "${name}" in version "${version}"`,
      path,
    );
  };

  router.get(
    '/modules',
    module('all', async ({ query }, visibility) => {
      const list = parseParameters(modulesQuery, query);
      return withComplete(() => modules.list({ ...list, ...visibility }));
    }),
  );

  router.get(
    '/modules/:name',
    module('by-name', async ({ params, path }, visibility) => {
      const { name } = parseParameters(named, params);
      return found(await modules.get(name, visibility), `module "${name}"`, path);
    }),
  );

  router.get(
    '/modules/:name/versions/:version',
    module('version', versionOf),
  );

  router.get(
    '/modules/:name/versions/:version/inputs',
    module('inputs', async (request, visibility) =>
      readInputs(await versionOf(request, visibility)),
    ),
  );

  // A form's values are tried and written down. Nothing is kept.
  router.post(
    '/modules/:name/versions/:version/call',
    jsonBody(draftLimit),
    module('call', async (request, visibility): Promise<ModuleCallAnswer> => {
      const draft = parseParameters(draftBody, request.body);
      const version = await versionOf(request, visibility);
      const { name } = version;
      const { repository, versions } = found(await modules.get(name, visibility), `module "${name}"`, request.path);
      const released = versions.some(each => each.released && each.version === version.version);
      found(released || undefined, `release ${version.version} of module "${name}"`, request.path);
      const reader = await modules.get('contract-read', visibility);
      return writeModuleCall(version, draft, {
        host: gitHost,
        repository,
        contractRead: reader?.released ? reader.latestVersion : undefined,
      });
    }),
  );

  router.get(
    '/modules/:name/consumers',
    module('consumers', async ({ params, query }, visibility) => {
      const { name } = parseParameters(named, params);
      const page = parseParameters(pageQuery, query);
      return modules.usages({ module: name }, { ...page, ...visibility });
    }),
  );

  router.get(
    '/catalogue',
    module('catalogue', async ({ query }, visibility) => {
      const { module: names, ...page } = parseParameters(catalogueQuery, query);
      return modules.catalogue({ modules: names, ...page, ...visibility });
    }),
  );

  router.get(
    '/stacks',
    stack('all', async ({ query }, visibility) => {
      const list = parseParameters(stacksQuery, query);
      return withComplete(() => stacks.list({ ...list, ...visibility }));
    }),
  );

  router.get(
    '/stacks/:name',
    stack('by-name', async ({ params, path }, visibility): Promise<StackDetails> => {
      const { name } = parseParameters(named, params);
      const { summary, content, contract } = found(
        await stacks.get(name, visibility),
        `stack "${name}"`,
        path,
      );
      const uses = await stacks.uses({ stack: name }, visibility);
      const calls = await modules.usages(
        { stack: name },
        { offset: 0, limit: usageLimit, ...visibility },
      );
      return { ...summary, content, contract, uses, modules: calls.items };
    }),
  );

  router.get(
    '/services/:repository/usage',
    module('usage', async ({ params }, visibility): Promise<ServiceUsage> => {
      const { repository } = parseParameters(ofRepository, params);
      const page = { offset: 0, limit: usageLimit, ...visibility };
      const { repositories } = visibility;
      const read =
        (!repositories || repositories.has(repository)) &&
        (await projections.isRead(repository));
      const calls = await modules.usages({ repository }, page);
      const contracts = await stacks.uses({ repository }, visibility);
      const findings = await stacks.findings({ repository, ...page });
      return {
        repository,
        modules: calls.items,
        contracts,
        findings: findings.items,
        unread: read ? undefined : true,
      };
    }),
  );

  router.get(
    '/findings',
    finding('all', async ({ query }, visibility) =>
      stacks.findings({ ...parseParameters(findingsQuery, query), ...visibility }),
    ),
  );

  return router;
}

function found<T>(value: T | undefined, what: string, where: string): T {
  if (value === undefined) {
    throw new PlatformError({
      code: 'PLT-404',
      message: `There is no ${what}.`,
      where,
    });
  }
  return value;
}
