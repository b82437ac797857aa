import { Route } from './Router';
import { ok } from './RestRequest';

/** `/`, `/meta`, `/rate_limit`, `/zen`. */
export const metaRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/meta',
    isFree: true,
    handle: () => ok({ verifiable_password_authentication: false }),
  },
  {
    method: 'GET',
    path: '/rate_limit',
    isFree: true,
    handle: ({ forge, caller }) => {
      const core = forge.controls.limits.state(caller?.budget ?? 'anonymous');
      const idle = (limit: number) => ({
        limit,
        used: 0,
        remaining: limit,
        reset: core.reset,
      });
      return ok({
        resources: {
          core,
          search: idle(30),
          graphql: idle(5000),
          integration_manifest: idle(5000),
          code_search: idle(10),
        },
        rate: core,
      });
    },
  },
  {
    method: 'GET',
    path: '/zen',
    handle: () => ({
      status: 200,
      headers: { 'content-type': 'text/plain;charset=utf-8' },
      bytes: Buffer.from('Keep it logically awesome.'),
    }),
  },
];
