import { randomUUID } from 'node:crypto';
import { ForgeError } from '../errors';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { Parameter } from '../store/Database';
import { HookRow } from '../store/HookStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { Fields } from './Fields';
import { created, noContent, ok, RestRequest } from './RestRequest';
import { Method, Route } from './Router';

/** Where a hook hangs. */
export interface HookPlace {
  organization: AccountRow;
  repository?: RepositoryRow;
}

/** The place that a request's path names, for who may administer it. */
export function hookPlace(request: RestRequest): HookPlace {
  if (request.parameters.org !== undefined) {
    return {
      organization: request.forge.access.requireOwner(
        request.caller,
        request.parameters.org,
      ),
    };
  }
  const repository = request.repository('admin');
  return {
    repository,
    organization: request.forge.accounts.require(repository.ownerId),
  };
}

export function hookOf(request: RestRequest): HookRow {
  const place = hookPlace(request);
  const hook = request.forge.hooks.byId(request.number('hook_id'));
  const isHere = place.repository
    ? hook?.repositoryId === place.repository.id
    : hook?.organizationId === place.organization.id;
  if (!hook || !isHere) throw ForgeError.notFound();
  return hook;
}

function hookAnswer(request: RestRequest, hook: HookRow): Json {
  const { view, forge } = request;
  const isOfRepository = hook.repositoryId !== null;
  const root = isOfRepository
    ? `/repos/${fullNameOf(
        view,
        forge.repositoryStore.require(hook.repositoryId!),
      )}`
    : `/orgs/${forge.accounts.require(hook.organizationId!).login}`;
  const url = `${view.urls.api}${root}/hooks/${hook.id}`;
  const last = forge.hooks
    .deliveries(hook.id, 20)
    .find(delivery => delivery.state === 'done');
  return {
    type: isOfRepository ? 'Repository' : 'Organization',
    id: hook.id,
    name: 'web',
    active: Boolean(hook.active),
    events: JSON.parse(hook.events),
    config: {
      content_type: hook.contentType,
      insecure_ssl: hook.insecureSsl,
      url: hook.url,
      ...(hook.secret ? { secret: '********' } : {}),
    },
    created_at: hook.createdAt,
    updated_at: hook.updatedAt,
    url,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    ...(isOfRepository
      ? {
          test_url: `${url}/tests`,
          last_response: last
            ? {
                code: last.statusCode,
                status:
                  last.statusCode < 400 && last.statusCode > 0
                    ? 'active'
                    : 'error',
                message: last.status,
              }
            : { code: null, status: 'unused', message: null },
        }
      : {}),
  };
}

function configIn(config: Fields): Record<string, Parameter> {
  const url = config.text('url');
  if (url !== undefined && !/^https?:\/\/[^\s/]/.test(url)) {
    throw ForgeError.invalidField('Hook', 'url', 'url is invalid');
  }
  const insecure = config.raw('insecure_ssl');
  return {
    ...(url === undefined ? {} : { url }),
    ...(config.has('secret') ? { secret: config.text('secret') } : {}),
    ...(config.has('content_type')
      ? {
          contentType: config.choice('content_type', ['json', 'form'] as const),
        }
      : {}),
    ...(insecure === undefined
      ? {}
      : { insecureSsl: String(Number(insecure)) }),
  };
}

function createHook(request: RestRequest) {
  const place = hookPlace(request);
  const { fields, forge } = request;
  const config = fields.object('config');
  const url = config?.text('url');
  if (!config || !url) throw ForgeError.missingField('Hook', 'url');
  configIn(config);
  const events = fields.texts('events') ?? ['push'];
  const others = place.repository
    ? forge.hooks.ofRepository(place.repository.id)
    : forge.hooks.ofOrganization(place.organization.id);
  if (others.some(each => each.url === url && sameEvents(each, events))) {
    throw ForgeError.unprocessable('Validation Failed', [
      {
        resource: 'Hook',
        code: 'custom',
        message: `Hook already exists on this ${
          place.repository ? 'repository' : 'organization'
        }`,
      },
    ]);
  }
  const hook = forge.database.transaction(() => {
    const made = forge.hooks.create({
      ...(place.repository
        ? { repositoryId: place.repository.id }
        : { organizationId: place.organization.id }),
      url,
      secret: config.text('secret'),
      contentType:
        config.choice('content_type', ['json', 'form'] as const) ?? 'form',
      insecureSsl: String(Number(config.raw('insecure_ssl') ?? 0)),
      events,
      active: fields.flag('active') ?? true,
    });
    ping(request, place, made);
    return made;
  });
  return created(hookAnswer(request, hook));
}

function sameEvents(hook: HookRow, events: readonly string[]): boolean {
  const known: string[] = JSON.parse(hook.events);
  return (
    known.length === events.length && events.every(each => known.includes(each))
  );
}

function ping(request: RestRequest, place: HookPlace, hook: HookRow): void {
  const { forge } = request;
  forge.hooks.enqueue({
    guid: randomUUID(),
    hookId: hook.id,
    event: 'ping',
    repositoryId: place.repository?.id,
    payload: JSON.stringify(
      forge.events.payload({
        event: 'ping',
        ...place,
        sender: request.actor,
        payload: {
          zen: 'Keep it logically awesome.',
          hook_id: hook.id,
          hook: hookAnswer(request, hook),
        },
      }),
    ),
  });
  forge.dispatcher.wake();
}

function updateHook(request: RestRequest) {
  const hook = hookOf(request);
  const { fields } = request;
  const config = fields.object('config');
  const known: string[] = JSON.parse(hook.events);
  const events = new Set(fields.texts('events') ?? known);
  for (const event of fields.texts('add_events') ?? []) events.add(event);
  for (const event of fields.texts('remove_events') ?? []) events.delete(event);
  const updated = request.forge.hooks.update(hook.id, {
    ...(config ? configIn(config) : {}),
    events: JSON.stringify([...events]),
    ...(fields.has('active') ? { active: fields.flag('active') } : {}),
  });
  return ok(hookAnswer(request, updated));
}

/** The same routes hang under an organisation and under a repository. */
const roots = ['/orgs/{org}/hooks', '/repos/{owner}/{repo}/hooks'];

function everywhere(
  method: Method,
  suffix: string,
  handle: Route['handle'],
): Route[] {
  return roots.map(root => ({ method, path: `${root}${suffix}`, handle }));
}

/** Webhooks of organisations and repositories. */
export const hookRoutes: readonly Route[] = [
  ...everywhere('GET', '', request => {
    const { organization, repository } = hookPlace(request);
    return request.list(
      repository
        ? request.forge.hooks.ofRepository(repository.id)
        : request.forge.hooks.ofOrganization(organization.id),
      hook => hookAnswer(request, hook),
    );
  }),
  ...everywhere('POST', '', createHook),
  ...everywhere('GET', '/{hook_id}', request =>
    ok(hookAnswer(request, hookOf(request))),
  ),
  ...everywhere('PATCH', '/{hook_id}', updateHook),
  ...everywhere('DELETE', '/{hook_id}', request => {
    request.forge.hooks.remove(hookOf(request).id);
    return noContent;
  }),
  ...everywhere('POST', '/{hook_id}/pings', request => {
    const hook = hookOf(request);
    ping(request, hookPlace(request), hook);
    return noContent;
  }),
];
