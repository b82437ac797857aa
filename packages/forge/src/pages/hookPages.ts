import { ForgeError } from '../errors';
import { redeliver } from '../rest/deliveries';
import { DeliveryRow, HookRow } from '../store/HookStore';
import { html, Markup } from './html';
import { crumbs, moment } from './layout';
import { PageAnswer, PageRequest } from './PageRequest';

interface HookPlace {
  title: string;
  path: string;
  hooks: HookRow[];
}

/** The hooks of the organisation or repository in the path, for who may administer it. */
function place(request: PageRequest): HookPlace {
  const [owner, name] = request.parts;
  if (!name) {
    const organization = request.forge.access.requireOwner(
      request.session.caller,
      owner,
    );
    return {
      title: organization.login,
      path: `/orgs/${organization.login}/settings/hooks`,
      hooks: request.forge.hooks.ofOrganization(organization.id),
    };
  }
  const repository = request.repository(owner, name, 'admin');
  return {
    title: `${owner}/${repository.name}`,
    path: `/${owner}/${repository.name}/settings/hooks`,
    hooks: request.forge.hooks.ofRepository(repository.id),
  };
}

function back({ title, path }: HookPlace): Markup {
  return crumbs([title, `/${title}`], ['Webhooks', path]);
}

/** The webhooks of a repository or an organisation. */
export function hooksPage(request: PageRequest): PageAnswer {
  const here = place(request);
  return {
    title: `Webhooks of ${here.title}`,
    main: html`${back(here)}
      <h1>Webhooks of ${here.title}</h1>
      ${here.hooks.length === 0
        ? html`<p class="card">
            There is none. Programs make them by the API.
          </p>`
        : html`<table class="list">
            <thead>
              <tr>
                <th scope="col">Receiver</th>
                <th scope="col">Events</th>
                <th scope="col">Active</th>
              </tr>
            </thead>
            <tbody>
              ${here.hooks.map(
                hook => html`<tr>
                  <th scope="row">
                    <a href="${here.path}/${hook.id}">${hook.url}</a>
                  </th>
                  <td>${JSON.parse(hook.events).join(', ')}</td>
                  <td>${hook.active ? 'yes' : 'no'}</td>
                </tr>`,
              )}
            </tbody>
          </table>`}`,
  };
}

function deliveryView(
  request: PageRequest,
  path: string,
  delivery: DeliveryRow,
): Markup {
  const isGood = delivery.statusCode >= 200 && delivery.statusCode < 400;
  const state =
    delivery.state === 'queued'
      ? 'waiting'
      : `${delivery.statusCode || 'no answer'}`;
  return html`<details class="card">
    <summary>
      <span class="badge ${isGood ? 'good' : 'bad'}">${state}</span>
      ${delivery.event}${delivery.action
        ? `.${delivery.action}`
        : ''}${delivery.redelivery ? ' (again)' : ''}
      <span class="soft small"
        >${moment(delivery.createdAt)} · ${delivery.guid}</span
      >
    </summary>
    <div class="row">
      ${request.form(
        `${path}/deliveries/${delivery.id}`,
        html`<button>Redeliver</button>`,
        'inline',
      )}
    </div>
    <dl class="small">
      <dt>Result</dt>
      <dd>${delivery.status || 'waiting'}</dd>
      <dt>Took</dt>
      <dd>${delivery.duration} s</dd>
    </dl>
    <h3>Sent</h3>
    <pre tabindex="0">
${JSON.stringify(JSON.parse(delivery.payload), undefined, 2)}</pre
    >
    <h3>Answer</h3>
    <pre tabindex="0">${delivery.responseBody || '(nothing)'}</pre>
  </details>`;
}

/** One webhook with its last deliveries. */
export function hookPage(request: PageRequest): PageAnswer {
  const here = place(request);
  const hook = here.hooks.find(each => each.id === Number(request.parts[2]));
  if (!hook) throw ForgeError.notFound('There is no such webhook.');
  const deliveries = request.forge.hooks.deliveries(hook.id, 30);
  return {
    title: `Webhook ${hook.url}`,
    main: html`${back(here)}
      <h1>${hook.url}</h1>
      <dl class="card">
        <dt>Events</dt>
        <dd>${JSON.parse(hook.events).join(', ')}</dd>
        <dt>Signed</dt>
        <dd>
          ${hook.secret
            ? 'yes, by X-Hub-Signature-256'
            : 'no: it has no secret'}
        </dd>
      </dl>
      <h2>Last deliveries</h2>
      ${deliveries.length === 0
        ? html`<p class="card">Nothing was sent yet.</p>`
        : ''}
      ${deliveries.map(delivery =>
        deliveryView(request, `${here.path}/${hook.id}`, delivery),
      )}`,
  };
}

/** Sends a delivery once more. */
export function redeliverForm(request: PageRequest): PageAnswer {
  const here = place(request);
  const [, , hookId, deliveryId] = request.parts;
  const hook = here.hooks.find(each => each.id === Number(hookId));
  const delivery =
    hook && request.forge.hooks.delivery(hook.id, Number(deliveryId));
  if (!delivery) throw ForgeError.notFound('There is no such delivery.');
  redeliver(request.forge, delivery);
  return { redirect: `${here.path}/${hookId}` };
}
