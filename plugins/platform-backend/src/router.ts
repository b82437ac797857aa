import { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceProvisioner, toHttpError } from '@connectly/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';

/** Largest body of answers; real ones have about a kilobyte. */
const maximumBody = '64kb';

/**
 * `POST /services/preview` gives the files that Create would commit; `GET /services/:name/availability` tells whether
 * a name is free. Who may call is decided in the provisioner.
 */
export async function createRouter(options: {
  httpAuth: HttpAuthService;
  provisioner: ServiceProvisioner;
}): Promise<express.Router> {
  const { httpAuth, provisioner } = options;
  const router = Router();
  router.use(express.json({ limit: maximumBody }));

  router.post('/services/preview', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow: ['user'] });
    try {
      response.json(await provisioner.render(request.body, { credentials }));
    } catch (error) {
      throw toHttpError(error);
    }
  });

  router.get('/services/:name/availability', async (request, response) => {
    const credentials = await httpAuth.credentials(request, { allow: ['user'] });
    try {
      response.json(await provisioner.checkName(request.params.name, { credentials }));
    } catch (error) {
      throw toHttpError(error);
    }
  });

  return router;
}
