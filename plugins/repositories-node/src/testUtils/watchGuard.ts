import { BackendFeature, coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** What a backend under test asked of permissions and told the audit log. @public */
export interface WatchedGuard {
  /** To be added to the backend. */
  features: BackendFeature[];
  /** Whether the next request is allowed. */
  state: { result: AuthorizeResult.ALLOW | AuthorizeResult.DENY };
  /** Names of permissions that are denied whatever `state` says. */
  denied: Set<string>;
  /** Names of the permissions that were asked for. */
  asked: string[];
  /** `EVENT succeeded` or `EVENT failed`, for each event that was closed. */
  audited: string[];
  /** Forgets what was asked and told. */
  reset: () => void;
}

/** Permissions that a test decides, and an audit log that a test reads. @public */
export function watchGuard(): WatchedGuard {
  const state: WatchedGuard['state'] = { result: AuthorizeResult.ALLOW };
  const denied = new Set<string>();
  const asked: string[] = [];
  const audited: string[] = [];
  const permissions = createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({
      authorize: async requests =>
        requests.map(({ permission }) => {
          asked.push(permission.name);
          return { result: denied.has(permission.name) ? AuthorizeResult.DENY : state.result };
        }),
      authorizeConditional: async () => {
        throw new Error('No route asks for conditions');
      },
    }),
  });
  const auditor = createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      createEvent: async ({ eventId }) => ({
        success: async () => void audited.push(`${eventId} succeeded`),
        fail: async () => void audited.push(`${eventId} failed`),
      }),
    }),
  });
  return {
    features: [permissions, auditor],
    state,
    denied,
    asked,
    audited,
    reset() {
      asked.length = 0;
      audited.length = 0;
    },
  };
}
