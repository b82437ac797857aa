import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { platformApiRef } from './PlatformApi';
import { PlatformClient } from './PlatformClient';

export { platformApiRef } from './PlatformApi';
export type { DraftAnswers, DraftDecision, DraftModule, DraftWaiver, NameAvailability, PlatformApi } from './PlatformApi';

/** The client of the backend as an extension. */
export const platformApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: platformApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => PlatformClient.create(deps),
    }),
});
