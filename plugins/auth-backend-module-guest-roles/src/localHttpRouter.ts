import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { NotAllowedError } from '@backstage/errors';
import { isLocalName } from './isLocalName';

/** The backend's HTTP server, which answers only requests to this machine's own names. */
export const localHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults }) {
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
  },
});
