import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { NotAllowedError } from '@backstage/errors';
import { Socket } from 'net';
import { setTimeout as sleep } from 'timers/promises';
import { isLocalName } from './isLocalName';

/** What is answered at the end of the portal gets so many milliseconds. */
const patience = 1000;

/**
 * The backend's HTTP server where guests may sign in: it answers only requests to this machine's own names, and it ends
 * soon, although browsers keep connections open that they may never use.
 */
export const localHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, server, lifecycle, applyDefaults }) {
    app.use((request, _response, next) => {
      const { host } = request.headers;
      next(
        isLocalName(host)
          ? undefined
          : new NotAllowedError(
              `PLT-601: guests may sign in, so this portal answers on this machine only, and not as "${host}". Open it on localhost.`,
            ),
      );
    });
    applyDefaults();

    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    lifecycle.addShutdownHook(async () => {
      await sleep(patience);
      sockets.forEach(socket => socket.destroy());
    });
  },
});
