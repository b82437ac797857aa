import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Certificate } from './certificate';

/** The first byte of a TLS handshake. */
const tlsHandshake = 0x16;

/**
 * One port for plain HTTP and TLS: the first byte of a connection tells which.
 * Binds to the loopback addresses and nothing else.
 */
export class Listener {
  readonly port: number;
  readonly addresses: readonly string[];
  readonly #listeners: readonly net.Server[];
  readonly #servers: readonly http.Server[];
  readonly #sockets: Set<net.Socket>;

  private constructor(parts: {
    port: number;
    addresses: string[];
    listeners: net.Server[];
    servers: http.Server[];
    sockets: Set<net.Socket>;
  }) {
    this.port = parts.port;
    this.addresses = parts.addresses;
    this.#listeners = parts.listeners;
    this.#servers = parts.servers;
    this.#sockets = parts.sockets;
  }

  /** @throws the system's error (EADDRINUSE) when 127.0.0.1 cannot be bound */
  static async create(options: {
    port: number;
    certificate: Certificate;
    handler: http.RequestListener;
  }): Promise<Listener> {
    const plain = http.createServer(options.handler);
    const secure = https.createServer(
      { key: options.certificate.key, cert: options.certificate.certificate },
      options.handler,
    );
    for (const server of [plain, secure]) {
      server.requestTimeout = 0;
      server.keepAliveTimeout = 30_000;
    }
    const sockets = new Set<net.Socket>();
    const connect = (socket: net.Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.setNoDelay(true);
      socket.once('data', (first: Buffer) => {
        socket.pause();
        socket.unshift(first);
        (first[0] === tlsHandshake ? secure : plain).emit('connection', socket);
        process.nextTick(() => socket.resume());
      });
    };
    const listeners = [net.createServer(connect)];
    const port = await listen(listeners[0], options.port, '127.0.0.1');
    const addresses = ['127.0.0.1'];
    const six = net.createServer(connect);
    try {
      await listen(six, port, '::1');
      listeners.push(six);
      addresses.push('::1');
    } catch {
      // A machine without IPv6, or a port that somebody else has there.
    }
    return new Listener({
      port,
      addresses,
      listeners,
      servers: [plain, secure],
      sockets,
    });
  }

  /** Stops listening and ends every connection. */
  async close(): Promise<void> {
    const closed = this.#listeners.map(
      listener => new Promise(resolve => listener.close(resolve)),
    );
    // A listener is closed only when its last connection is.
    for (const server of this.#servers) server.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }
}

function listen(
  server: net.Server,
  port: number,
  host: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: true }, () => {
      server.removeListener('error', reject);
      resolve((server.address() as net.AddressInfo).port);
    });
  });
}
