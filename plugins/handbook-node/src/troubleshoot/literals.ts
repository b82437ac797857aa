/** Shortest literal that tells anything. */
export const literalLength = 3;

/** More alternatives than this are not worth looking for. */
const alternativesLimit = 64;

/** What the reader does not understand; nothing is derived from such a pattern. */
class UnreadPatternError extends Error {}

type Repeat = 'once' | 'optional' | 'several';
type Literals = string[] | undefined;

/** Reads a pattern that RE2 has accepted, as far as its fixed characters need it. */
class LiteralReader {
  #position = 0;
  readonly #pattern: string;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** One literal of each alternative, up to the end of the group. */
  alternatives(): Literals {
    const found: Literals[] = [this.#sequence()];
    while (this.#pattern[this.#position] === '|') {
      this.#position += 1;
      found.push(this.#sequence());
    }
    const literals = found.every(each => each !== undefined) ? found.flat() as string[] : undefined;
    return literals && literals.length <= alternativesLimit ? literals : undefined;
  }

  /** What tells most in a sequence: a run of characters, or a group that cannot be left out. */
  #sequence(): Literals {
    const candidates: string[][] = [];
    let run = '';
    const end = () => {
      candidates.push([run]);
      run = '';
    };
    while (this.#position < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#position])) {
      const atom = this.#atom();
      const repeat = this.#repeat();
      if (typeof atom === 'string' && repeat !== 'optional') {
        run += atom;
        if (repeat === 'several') end();
      } else {
        end();
        if (Array.isArray(atom) && repeat !== 'optional') candidates.push(atom);
      }
    }
    end();
    const shortest = (literals: string[]) => Math.min(...literals.map(literal => literal.length));
    const [best] = candidates.sort((left, right) => shortest(right) - shortest(left));
    return shortest(best) >= literalLength ? best : undefined;
  }

  /** Passes over one atom: the character that it stands for, literals of a group, or neither. */
  #atom(): string | string[] | undefined {
    const sign = this.#pattern[this.#position];
    if (sign === '\\') {
      return this.#escape();
    }
    if (sign === '[') {
      this.#endClass();
      return undefined;
    }
    if (sign === '(') {
      return this.#group();
    }
    this.#position += 1;
    return /[.^$]/.test(sign) ? undefined : sign;
  }

  #escape(): string | undefined {
    const rest = this.#pattern.slice(this.#position, this.#position + 60);
    // quoted runs, code points and classes that take more than one letter
    const [long] = /^\\(?:x\{[^}]*\}|x..|[pP]\{[^}]*\}|[pP].|[0-7]{1,3})/.exec(rest) ?? [];
    if (long === undefined && /^\\[QxpPkK]/.test(rest)) {
      throw new UnreadPatternError();
    }
    this.#position += long?.length ?? 2;
    return long !== undefined || /\w/.test(rest[1] ?? '') ? undefined : rest[1];
  }

  #group(): Literals {
    const [opening, flags] = /^\((?:\?(?:P?<\w+>|([a-zA-Z-]*)(?::|(?=\)))))?/.exec(this.#pattern.slice(this.#position)) ?? [];
    if (opening === undefined || this.#pattern.startsWith('(?=', this.#position)) {
      throw new UnreadPatternError();
    }
    // the one flag that changes which characters of a pattern count
    if (flags?.includes('x')) {
      throw new UnreadPatternError();
    }
    this.#position += opening.length;
    const literals = this.alternatives();
    if (this.#pattern[this.#position] !== ')') {
      throw new UnreadPatternError();
    }
    this.#position += 1;
    return literals;
  }

  #repeat(): Repeat {
    const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#pattern.slice(this.#position, this.#position + 20)) ?? [];
    if (!quantifier) {
      return 'once';
    }
    this.#position += quantifier.length;
    return /^(?:[*?]|\{0)/.test(quantifier) ? 'optional' : 'several';
  }

  #endClass(): void {
    let position = this.#position + 1;
    if (this.#pattern[position] === '^') position += 1;
    if (this.#pattern[position] === ']') position += 1;
    while (position < this.#pattern.length && this.#pattern[position] !== ']') {
      if (this.#pattern.startsWith('[:', position)) {
        const end = this.#pattern.indexOf(':]', position);
        position = end === -1 ? position + 1 : end + 2;
      } else {
        position += this.#pattern[position] === '\\' ? 2 : 1;
      }
    }
    this.#position = position + 1;
  }
}

/**
 * Texts in lower case of which any match of the pattern holds at least one. A flag such as `(?i)` is passed over, since
 * letters are compared without their case.
 * @returns nothing when a match need not hold any that is long enough
 */
export function literalsOf(pattern: string): string[] | undefined {
  try {
    const reader = new LiteralReader(pattern);
    const literals = reader.alternatives();
    return literals && [...new Set(literals.map(literal => literal.toLowerCase()))];
  } catch (error) {
    if (error instanceof UnreadPatternError) return undefined;
    throw error;
  }
}
