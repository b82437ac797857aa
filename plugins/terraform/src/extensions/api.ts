import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { TerraformClient, terraformApiRef } from '../api';

/** The client of the backend. */
export const terraformApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: terraformApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => TerraformClient.create(deps),
    }),
});
