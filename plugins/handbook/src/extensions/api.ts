import { ApiBlueprint, discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { HandbookClient, handbookApiRef } from '../api';

/** The client of the backend. */
export const handbookApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: handbookApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => HandbookClient.create(deps),
    }),
});
