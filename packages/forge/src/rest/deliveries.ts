import { ForgeError } from '../errors';
import { Json } from '../present/View';
import { DeliveryRow } from '../store/HookStore';
import { hookOf } from './hooks';
import { ok, RestRequest } from './RestRequest';
import { Method, Route } from './Router';

function item(delivery: DeliveryRow): Json {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt ?? delivery.createdAt,
    redelivery: Boolean(delivery.redelivery),
    duration: delivery.duration,
    status: delivery.state === 'queued' ? 'pending' : delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function full(delivery: DeliveryRow, url: string): Json {
  return {
    ...item(delivery),
    url,
    request: {
      headers: JSON.parse(delivery.requestHeaders),
      payload: JSON.parse(delivery.payload),
    },
    response: {
      headers: JSON.parse(delivery.responseHeaders),
      payload: delivery.responseBody,
    },
  };
}

function deliveryOf(request: RestRequest): DeliveryRow {
  const delivery = request.forge.hooks.delivery(
    hookOf(request).id,
    request.number('delivery_id'),
  );
  if (!delivery) throw ForgeError.notFound();
  return delivery;
}

const roots = ['/orgs/{org}/hooks', '/repos/{owner}/{repo}/hooks'];

function everywhere(
  method: Method,
  suffix: string,
  handle: Route['handle'],
): Route[] {
  return roots.map(root => ({
    method,
    path: `${root}/{hook_id}/deliveries${suffix}`,
    handle,
  }));
}

/** What was sent to a hook and what came back; sending it again. */
export const deliveryRoutes: readonly Route[] = [
  ...everywhere('GET', '', request => {
    const { size } = request.page;
    const cursor = Number(request.query.get('cursor')) || undefined;
    const rows = request.forge.hooks.deliveries(
      hookOf(request).id,
      size + 1,
      cursor,
    );
    const page = rows.slice(0, size);
    const next = page[page.length - 1];
    return {
      ...ok(page.map(item)),
      ...(rows.length > size
        ? { headers: request.cursorLink(String(next.id)) }
        : {}),
    };
  }),
  ...everywhere('GET', '/{delivery_id}', request => {
    const delivery = deliveryOf(request);
    return ok(full(delivery, request.forge.hooks.byId(delivery.hookId)!.url));
  }),
  ...everywhere('POST', '/{delivery_id}/attempts', request => {
    const delivery = deliveryOf(request);
    redeliver(request.forge, delivery);
    return { status: 202, body: {} };
  }),
];

/** Queues a delivery once more under its old identifier. */
export function redeliver(
  forge: RestRequest['forge'],
  delivery: DeliveryRow,
): number {
  const id = forge.hooks.enqueue({
    guid: delivery.guid,
    hookId: delivery.hookId,
    event: delivery.event,
    action: delivery.action ?? undefined,
    repositoryId: delivery.repositoryId ?? undefined,
    payload: delivery.payload,
    redelivery: true,
  });
  forge.dispatcher.wake();
  return id;
}
