import { NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Lets a guest in, and nobody who is not on this machine: a portal that is reachable from elsewhere by mistake must
 * not hand out identities.
 */
export function createGuestRoleAuthenticator(providerId: string) {
  return createProxyAuthenticator({
    defaultProfileTransform: async () => ({ profile: {} }),
    initialize({ config }) {
      const allowed = config.getOptionalBoolean(
        'dangerouslyAllowOutsideDevelopment',
      );
      return { allowed: process.env.NODE_ENV === 'development' || allowed === true };
    },
    async authenticate({ req }, { allowed }) {
      if (!allowed) {
        throw new NotAllowedError(
          `Guest sign-in needs auth.providers.${providerId}.dangerouslyAllowOutsideDevelopment outside development.`,
        );
      }
      const address = req.socket.remoteAddress ?? '';
      const forwarded = req.headers['x-forwarded-for'] !== undefined;
      if (forwarded || !loopback.test(address)) {
        throw new NotAllowedError(
          'Guest sign-in is for this machine only: open the portal on localhost.',
        );
      }
      return { result: {} };
    },
  });
}
