import http from 'node:http';
import { ForgeError } from '../errors';
import type { Forge } from '../forge/Forge';
import { Fields } from '../rest/Fields';
import { errorAnswer } from '../rest/RestApi';
import { authenticate } from '../server/authentication';
import { Answer, send } from '../server/Exchange';
import { readBody } from '../server/readBody';
import { Fault } from './FaultPlan';

const root = '/-/controls';
const largestBody = 1024 * 1024;

type Handler = (forge: Forge, fields: Fields) => unknown;

/** What each control does; the answer is JSON. */
const handlers: Record<string, Handler> = {
  'GET ': forge => state(forge),
  'POST /reset': forge => {
    forge.controls.reset();
    return state(forge);
  },
  'PUT /latency': (forge, fields) => {
    forge.controls.latencyMilliseconds = Math.max(
      0,
      fields.number('milliseconds') ?? 0,
    );
    return state(forge);
  },
  'PUT /limits': (forge, fields) => {
    if (fields.flag('enforced') === false) {
      forge.controls.limits.relax();
      return state(forge);
    }
    const settings: Record<string, number> = {};
    for (const name of [
      'requestsPerHour',
      'contentPerMinute',
      'contentPerHour',
      'pointsPerMinute',
    ]) {
      const value = fields.number(name);
      if (value !== undefined) settings[name] = value;
    }
    forge.controls.enforceLimits(settings);
    return state(forge);
  },
  'POST /clock': (forge, fields) => {
    forge.controls.clock.advance(fields.number('advanceMilliseconds') ?? 0);
    return state(forge);
  },
  'POST /faults': (forge, fields) => {
    const effect = fields.choice('effect', [
      'status',
      'drop',
      'drop-after',
      'status-after',
      'slow',
      'slow-after',
    ] as const);
    if (!effect) throw ForgeError.missingField('Fault', 'effect');
    const fault: Fault = {
      effect,
      method: fields.text('method'),
      route: fields.text('route'),
      operation: fields.text('operation'),
      status: fields.number('status'),
      milliseconds: fields.number('milliseconds'),
      skip: fields.number('skip'),
      times: fields.number('times'),
    };
    forge.controls.faults.add(fault);
    return state(forge);
  },
  'DELETE /faults': forge => {
    forge.controls.faults.clear();
    return state(forge);
  },
  'POST /deliveries/drop': (forge, fields) => {
    forge.controls.deliveries.drop({
      event: fields.text('event'),
      times: fields.number('times'),
    });
    return state(forge);
  },
  'POST /deliveries/hold': forge => {
    forge.controls.deliveries.hold();
    return state(forge);
  },
  'POST /deliveries/release': (forge, fields) => {
    forge.controls.deliveries.release(
      fields.choice('order', ['queued', 'reversed'] as const),
    );
    return state(forge);
  },
  'GET /requests': forge => ({ requests: forge.controls.log.list() }),
  'DELETE /requests': forge => {
    forge.controls.log.reset();
    return { requests: [] };
  },
};

function state(forge: Forge) {
  const { controls } = forge;
  return {
    latencyMilliseconds: controls.latencyMilliseconds,
    limits: {
      enforced: controls.limits.isEnforced,
      ...controls.limits.settings,
    },
    clock: new Date(controls.clock.now()).toISOString(),
    faults: controls.faults.waiting,
    deliveriesHeld: controls.deliveries.isHeld,
    requests: {
      total: controls.log.count(),
      creatingContent: controls.log.count(each => each.createsContent),
    },
  };
}

/** The controls over HTTP, for tests that run in another process. Site administrators only. */
export class ControlApi {
  readonly #forge: Forge;

  constructor(forge: Forge) {
    this.#forge = forge;
  }

  async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    url: URL,
  ): Promise<void> {
    send(request, response, await this.#answer(request, url));
  }

  async #answer(request: http.IncomingMessage, url: URL): Promise<Answer> {
    const name = `${request.method} ${url.pathname
      .slice(root.length)
      .replace(/\/$/, '')}`;
    try {
      const body = await readBody(request, largestBody);
      const { caller } = authenticate(this.#forge, request);
      if (!caller) throw ForgeError.requiresAuthentication();
      if (!caller.account.siteAdmin) {
        throw ForgeError.forbidden(
          'Only a site administrator may use the controls.',
        );
      }
      if (!Object.hasOwn(handlers, name)) throw ForgeError.notImplemented(name);
      const fields = Fields.of(
        body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined,
      );
      return { status: 200, body: handlers[name](this.#forge, fields) };
    } catch (error) {
      return errorAnswer(
        error instanceof SyntaxError
          ? ForgeError.badRequest('Problems parsing JSON')
          : error,
        url.pathname,
      );
    }
  }
}
