import { createHash, createVerify } from 'node:crypto';
import http from 'node:http';
import { ForgeError } from '../errors';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';
import { AppRow } from '../store/AppStore';

/** What an `Authorization` header proves. */
export interface Identity {
  caller?: Caller;
  /** Set when an app signed the request itself instead of using a token. */
  app?: AppRow;
}

/**
 * Reads the token of a request: `Bearer T`, `token T`, or Basic with the token
 * as the password or as the user name.
 *
 * @throws ForgeError 401 `Bad credentials` for a token that nobody has
 */
export function authenticate(
  forge: Forge,
  request: http.IncomingMessage,
): Identity {
  const header = request.headers.authorization;
  if (!header) return {};
  const tokens = tokensOf(header);
  if (tokens.length === 1 && tokens[0].split('.').length === 3) {
    return { app: verifyAppToken(forge, tokens[0]) };
  }
  for (const token of tokens) {
    const row = forge.accounts.token(token);
    const account = row && forge.accounts.byId(row.accountId);
    if (!row || !account) continue;
    const installation =
      row.installationId === null
        ? undefined
        : forge.apps.installation(row.installationId);
    return {
      caller: {
        account,
        budget: row.hash,
        ...(installation
          ? { organizationId: installation.organizationId }
          : {}),
      },
    };
  }
  throw ForgeError.badCredentials();
}

function tokensOf(header: string): string[] {
  const [scheme, value = ''] = header.split(/ +/, 2);
  if (scheme.toLowerCase() !== 'basic') return [value];
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return [pair.slice(colon + 1), pair.slice(0, Math.max(0, colon))].filter(
    Boolean,
  );
}

/** Verifies what a GitHub App signs for itself: RS256, `iss` is the app's id. */
function verifyAppToken(forge: Forge, token: string): AppRow {
  const [head, claims, signature] = token.split('.');
  try {
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const { iss, exp, iat } = JSON.parse(
      Buffer.from(claims, 'base64url').toString(),
    );
    const app = forge.apps.byId(Number(iss));
    const now = Date.now() / 1000;
    if (
      app &&
      header.alg === 'RS256' &&
      typeof exp === 'number' &&
      exp > now &&
      exp - now <= 660 &&
      !(iat > now + 60) &&
      createVerify('RSA-SHA256')
        .update(`${head}.${claims}`)
        .verify(app.publicKey, Buffer.from(signature, 'base64url'))
    ) {
      return app;
    }
  } catch {
    // Not a token that an app of this forge made.
  }
  throw ForgeError.unauthorizedApp();
}

/** A budget for callers without a token, who share one as GitHub's do by address. */
export const anonymousBudget = createHash('sha256').digest('hex');
