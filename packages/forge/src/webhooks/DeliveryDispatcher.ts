import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { Controls } from '../controls/Controls';
import { DeliveryRow, HookRow, HookStore } from '../store/HookStore';

/** GitHub gives a receiver ten seconds. */
const timeoutMilliseconds = 10_000;
const keptResponseBytes = 64 * 1024;

/**
 * Sends queued deliveries. Each hook has its own line, so that one slow
 * receiver delays nobody else; within it order is kept. A failure is recorded
 * and not tried again, as on GitHub. A delivery that was under way when the
 * process died is sent again at the next start with the same identifier.
 */
export class DeliveryDispatcher {
  readonly #hooks: HookStore;
  readonly #controls: Controls;
  readonly #busy = new Set<number>();
  readonly #underWay = new Map<number, Promise<void>>();
  readonly #requests = new Set<http.ClientRequest>();
  #stopped = true;
  #scheduled = false;

  constructor(hooks: HookStore, controls: Controls) {
    this.#hooks = hooks;
    this.#controls = controls;
    controls.deliveries.onChange(() => this.wake());
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Stops sending; what was not sent stays queued. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const request of this.#requests) request.destroy();
    await Promise.all(this.#underWay.values());
  }

  /** Looks at the queue as soon as the present work (and its transaction) is done. */
  wake(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#stopped) this.#dispatch();
    });
  }

  /** Resolves when nothing is queued or under way; for tests. */
  async idle(): Promise<void> {
    while (
      this.#scheduled ||
      this.#underWay.size > 0 ||
      (!this.#controls.deliveries.isHeld && this.#hooks.queued().length > 0)
    ) {
      if (this.#stopped) return;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  #dispatch(): void {
    if (this.#controls.deliveries.isHeld) return;
    const queued = this.#hooks.queued();
    if (queued.length === 0) return;
    const lines = new Map<number, DeliveryRow[]>();
    for (const delivery of queued) {
      if (this.#busy.has(delivery.hookId)) continue;
      const line = lines.get(delivery.hookId) ?? [];
      line.push(delivery);
      lines.set(delivery.hookId, line);
    }
    if (lines.size === 0) return;
    const reversed = this.#controls.deliveries.takeOrder() === 'reversed';
    for (const [hookId, line] of lines) {
      this.#busy.add(hookId);
      const work = this.#deliverLine(hookId, reversed ? line.reverse() : line)
        .catch(() => undefined)
        .then(() => {
          this.#busy.delete(hookId);
          this.#underWay.delete(hookId);
          this.wake();
        });
      this.#underWay.set(hookId, work);
    }
  }

  async #deliverLine(hookId: number, line: DeliveryRow[]): Promise<void> {
    for (const delivery of line) {
      const hook = this.#hooks.byId(hookId);
      if (!hook || this.#stopped) return;
      const outcome = this.#controls.deliveries.takeDrop(delivery.event)
        ? notDelivered({}, 'dropped by a test', 0)
        : await this.#send(hook, delivery);
      if (this.#stopped) return;
      this.#hooks.finish(delivery.id, outcome);
    }
  }

  #send(hook: HookRow, delivery: DeliveryRow): Promise<Outcome> {
    const started = performance.now();
    const seconds = () => Math.round((performance.now() - started) / 10) / 100;
    const body =
      hook.contentType === 'json'
        ? delivery.payload
        : new URLSearchParams({ payload: delivery.payload }).toString();
    const headers = deliveryHeaders(hook, delivery, body);
    return new Promise(resolve => {
      try {
        const secure = hook.url.startsWith('https:');
        const request = (secure ? https : http).request(
          hook.url,
          {
            method: 'POST',
            headers,
            timeout: timeoutMilliseconds,
            ...(secure ? { rejectUnauthorized: hook.insecureSsl !== '1' } : {}),
          },
          response => {
            const chunks: Buffer[] = [];
            let length = 0;
            response.on('data', (chunk: Buffer) => {
              if (length < keptResponseBytes) chunks.push(chunk);
              length += chunk.length;
            });
            response.on('error', error =>
              resolve(notDelivered(headers, error.message, seconds())),
            );
            response.on('end', () =>
              resolve({
                statusCode: response.statusCode ?? 0,
                status:
                  response.statusCode && response.statusCode < 400
                    ? 'OK'
                    : `Invalid HTTP Response: ${response.statusCode}`,
                duration: seconds(),
                requestHeaders: JSON.stringify(headers),
                responseHeaders: JSON.stringify(response.headers),
                responseBody: Buffer.concat(chunks).toString('utf8'),
              }),
            );
          },
        );
        this.#requests.add(request);
        request.on('timeout', () => request.destroy(new Error('timed out')));
        request.on('error', error =>
          resolve(notDelivered(headers, error.message, seconds())),
        );
        request.on('close', () => this.#requests.delete(request));
        request.end(body);
      } catch (error) {
        resolve(notDelivered(headers, String(error), seconds()));
      }
    });
  }
}

type Outcome = Parameters<HookStore['finish']>[1];

function notDelivered(
  headers: Record<string, string>,
  reason: string,
  duration: number,
): Outcome {
  return {
    statusCode: 0,
    status: `failed to connect to host: ${reason}`,
    duration,
    requestHeaders: JSON.stringify(headers),
    responseHeaders: '{}',
    responseBody: '',
  };
}

function deliveryHeaders(
  hook: HookRow,
  delivery: DeliveryRow,
  body: string,
): Record<string, string> {
  const sign = (algorithm: 'sha1' | 'sha256') =>
    `${algorithm}=${createHmac(algorithm, hook.secret ?? '')
      .update(body)
      .digest('hex')}`;
  return {
    accept: '*/*',
    'content-type':
      hook.contentType === 'json'
        ? 'application/json'
        : 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'GitHub-Hookshot/forge',
    'x-github-event': delivery.event,
    'x-github-delivery': delivery.guid,
    'x-github-hook-id': String(hook.id),
    'x-github-hook-installation-target-id': String(
      hook.repositoryId ?? hook.organizationId,
    ),
    'x-github-hook-installation-target-type':
      hook.repositoryId === null ? 'organization' : 'repository',
    ...(hook.secret
      ? {
          'x-hub-signature': sign('sha1'),
          'x-hub-signature-256': sign('sha256'),
        }
      : {}),
  };
}
