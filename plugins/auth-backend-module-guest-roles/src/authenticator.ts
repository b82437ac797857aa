import { NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isLocalName } from './isLocalName';

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
      return {
        allowed: process.env.NODE_ENV === 'development' || allowed === true,
      };
    },
    async authenticate({ req }, { allowed }) {
      if (!allowed) {
        throw new NotAllowedError(
          `PLT-601: guest sign-in needs auth.providers.${providerId}.dangerouslyAllowOutsideDevelopment outside development.`,
        );
      }
      const address = req.socket.remoteAddress ?? '';
      const forwarded = [
        'forwarded',
        'x-forwarded-for',
        'x-forwarded-host',
      ].some(name => req.headers[name] !== undefined);
      const local = loopback.test(address) && isLocalName(req.headers.host);
      if (forwarded || !local) {
        throw new NotAllowedError(
          'PLT-601: guest sign-in is for this machine only. Open the portal on localhost.',
        );
      }
      return { result: {} };
    },
  });
}
