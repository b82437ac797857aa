import { HttpAuthService } from '@backstage/backend-plugin-api';
import { jsonBody, Proposer, ProvisionerOptions, ServiceProvisioner, toHttpError } from '@connectly/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';

/** Largest body of answers; real ones have about a kilobyte. */
const maximumBody = '64kb';

/**
 * `POST /services/preview`, `/decisions/preview`, `/modules/preview` and `/waivers/preview` give the files that Create would commit;
 * `GET /services/:name/availability` and `/modules/:name/availability` tell whether a name is free. Who may call is decided in the provisioner and the proposer.
 */
export async function createRouter(options: {
  httpAuth: HttpAuthService;
  provisioner: ServiceProvisioner;
  proposer: Proposer;
}): Promise<express.Router> {
  const { httpAuth, provisioner, proposer } = options;
  const router = Router();
  router.use(jsonBody(maximumBody));

  const answer =
    (work: (request: express.Request, caller: ProvisionerOptions) => Promise<unknown>) =>
    async (request: express.Request, response: express.Response) => {
      const credentials = await httpAuth.credentials(request, { allow: ['user'] });
      try {
        response.json(await work(request, { credentials }));
      } catch (error) {
        throw toHttpError(error);
      }
    };

  router.post('/services/preview', answer((request, caller) => provisioner.render(request.body, caller)));
  router.post('/decisions/preview', answer((request, caller) => proposer.renderDecision(request.body, caller)));
  router.post('/modules/preview', answer((request, caller) => proposer.renderModule(request.body, caller)));
  router.post('/waivers/preview', answer((request, caller) => proposer.renderWaiver(request.body, caller)));
  router.get('/services/:name/availability', answer((request, caller) => provisioner.checkName(request.params.name, caller)));
  router.get('/modules/:name/availability', answer((request, caller) => proposer.checkModuleName(request.params.name, caller)));

  return router;
}
