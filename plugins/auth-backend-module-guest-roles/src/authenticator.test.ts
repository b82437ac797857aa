import { createGuestRoleAuthenticator } from './authenticator';

describe('createGuestRoleAuthenticator', () => {
  const authenticator = createGuestRoleAuthenticator('guest-on-call');

  type Input = Parameters<typeof authenticator.authenticate>[0];

  const signIn = (remoteAddress: string, headers: Record<string, string>) =>
    authenticator.authenticate(
      { req: { socket: { remoteAddress }, headers } } as Input,
      { allowed: true },
    );

  it('lets in who asks from this machine by its own name, also behind an HTTP server of the portal’s own', async () => {
    await expect(
      signIn('::ffff:127.0.0.1', { host: 'localhost:7007' }),
    ).resolves.toEqual({ result: {} });
    for (const [address, headers] of [
      ['10.0.0.7', { host: 'localhost:7007' }],
      ['127.0.0.1', { host: 'evil.example:7007' }],
      ['127.0.0.1', {}],
      ['127.0.0.1', { host: 'localhost', forwarded: 'for=10.0.0.7' }],
    ] as [string, Record<string, string>][]) {
      await expect(signIn(address, headers)).rejects.toThrow('PLT-601');
    }
  });
});
