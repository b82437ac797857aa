import { ForgeError } from '../errors';
import {
  AccountRow,
  AccountStore,
  generateToken,
  NamedToken,
} from '../store/AccountStore';
import { timestamp } from '../store/Database';

/** For how many days a token may work. */
export const tokenDays: readonly number[] = [1, 7, 30, 90];

/** Most tokens of one person, so that a list stays one that can be read. */
const maximumTokens = 50;

/** Letters, digits and what stands between them: a name is shown, and names the token when it is revoked. */
const goodName = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._@-]{0,58}[\p{L}\p{N}])?$/u;

/** A token for one's own programs: it may what the person may at the moment when it is used. */
export class PersonalTokens {
  readonly #accounts: AccountStore;

  constructor(accounts: AccountStore) {
    this.#accounts = accounts;
  }

  list(person: AccountRow): NamedToken[] {
    return this.#accounts.namedTokens(person.id);
  }

  /**
   * Makes a token. Only its hash is kept, so this is the one time that it is seen.
   * @param wanted - `days` is one of {@link tokenDays}
   * @throws ForgeError 422 for a name that is taken or no name, and for other days
   */
  make(person: AccountRow, wanted: { name: string; days: number }): string {
    const name = wanted.name.trim().normalize('NFC');
    const known = this.list(person);
    if (!goodName.test(name)) {
      throw ForgeError.unprocessable(
        'The name has 1 to 60 letters, digits, spaces and . _ @ - between them.',
      );
    }
    if (!tokenDays.includes(wanted.days)) {
      throw ForgeError.unprocessable(
        `A token works for ${tokenDays.join(', ')} days.`,
      );
    }
    if (known.some(each => each.name.toLowerCase() === name.toLowerCase())) {
      throw ForgeError.unprocessable(
        `You have a token ${name} already. Revoke it, or choose another name.`,
      );
    }
    if (known.length >= maximumTokens) {
      throw ForgeError.unprocessable(
        `You have ${maximumTokens} tokens already. Revoke those that you do not use.`,
      );
    }
    const token = generateToken('ghp');
    this.#accounts.addToken(person.id, token, {
      name,
      expiresAt: timestamp(Date.now() + wanted.days * 24 * 60 * 60 * 1000),
    });
    return token;
  }

  /** @throws ForgeError 404 when the person has no token of that name */
  revoke(person: AccountRow, name: string): void {
    if (!this.#accounts.removeNamedToken(person.id, name)) {
      throw ForgeError.notFound('You have no token of that name.');
    }
  }
}
