import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { AddressInfo } from 'node:net';

export interface Received {
  event: string;
  guid: string;
  signatureIsGood: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  payload: any;
}

/** Receives webhooks and checks their signature as a careful receiver does. */
export class WebhookReceiver {
  readonly url: string;
  readonly received: Received[] = [];
  /** What it answers. */
  status = 200;
  readonly #server: http.Server;

  private constructor(server: http.Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${
      (server.address() as AddressInfo).port
    }/hook`;
  }

  static async start(secret: string): Promise<WebhookReceiver> {
    const server = http.createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const receiver = new WebhookReceiver(server);
    server.on(
      'request',
      async (request: http.IncomingMessage, response: http.ServerResponse) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        const expected = `sha256=${createHmac('sha256', secret)
          .update(body)
          .digest('hex')}`;
        const given = String(request.headers['x-hub-signature-256'] ?? '');
        receiver.received.push({
          event: String(request.headers['x-github-event']),
          guid: String(request.headers['x-github-delivery']),
          signatureIsGood:
            given.length === expected.length &&
            timingSafeEqual(Buffer.from(given), Buffer.from(expected)),
          payload: JSON.parse(body.toString()),
        });
        response.statusCode = receiver.status;
        response.end('taken');
      },
    );
    return receiver;
  }

  events(): string[] {
    return this.received.map(({ event, payload }) =>
      payload.action ? `${event}.${payload.action}` : event,
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
