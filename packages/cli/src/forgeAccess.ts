import { PlatformError } from '@connectly/plugin-platform-common';
import { ForgeAccess, PlatformSettings } from '@connectly/plugin-platform-node';
import { CommandConfiguration } from './settings';

/** @throws PlatformError PLT-301 */
function readToken(): string {
  const token = process.env.PLATFORM_FORGE_TOKEN ?? process.env.GITHUB_TOKEN;
  if (token) return token;
  throw new PlatformError({
    code: 'PLT-301',
    message: 'There is no token for the forge.',
    where: 'PLATFORM_FORGE_TOKEN',
    next: 'Set PLATFORM_FORGE_TOKEN to a token that may create repositories in the organisation.',
  });
}

/**
 * What creations are signed with: the portal's key where the configuration has it, so that both know each other's. A person
 * without it signs by their own token, which nobody else has either.
 * @throws PlatformError PLT-301 without key and token
 */
export function signingKey(configuration: CommandConfiguration): string {
  return configuration.creationKey ?? readToken();
}

/**
 * Access with the token of `PLATFORM_FORGE_TOKEN` or `GITHUB_TOKEN`. `PLATFORM_FORGE_API` overrides the API's address.
 * @throws PlatformError PLT-301 without a token
 */
export function readForgeAccess(settings: PlatformSettings): ForgeAccess {
  const token = readToken();
  const onGitHub = new URL(settings.gitUrl).host === 'github.com';
  return {
    apiUrl: process.env.PLATFORM_FORGE_API ?? (onGitHub ? 'https://api.github.com' : `${settings.gitUrl}/api/v3`),
    gitUrl: settings.gitUrl,
    token: async () => token,
  };
}
