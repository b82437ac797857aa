/** Shortest literal that tells anything. */
export const literalLength = 3;

/** Alternatives and sequences of a pattern, as far as they are looked at. */
class LiteralReader {
  #position = 0;
  readonly #pattern: string;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** The longest literal of each alternative of the whole pattern. */
  read(): (string | undefined)[] {
    const literals: (string | undefined)[] = [];
    let longest = '';
    let run = '';
    const end = () => {
      if (run.length > longest.length) longest = run;
      run = '';
    };
    while (this.#position < this.#pattern.length) {
      const sign = this.#pattern[this.#position];
      if (sign === '|') {
        end();
        literals.push(longest || undefined);
        longest = '';
        this.#position += 1;
        continue;
      }
      const literal = this.#atom();
      const repeat = this.#repeat();
      if (literal === undefined || repeat === 'optional') {
        end();
      } else {
        run += literal;
        if (repeat === 'several') end();
      }
    }
    end();
    literals.push(longest || undefined);
    return literals;
  }

  /** Passes over one atom. @returns the character that it stands for, when it is one */
  #atom(): string | undefined {
    const sign = this.#pattern[this.#position];
    if (sign === '\\') {
      return this.#escape();
    }
    if (sign === '[') {
      this.#position = this.#endOfClass(this.#position);
      return undefined;
    }
    if (sign === '(') {
      this.#position = this.#endOfGroup(this.#position);
      return undefined;
    }
    this.#position += 1;
    return /[.^$]/.test(sign) ? undefined : sign;
  }

  #escape(): string | undefined {
    const escaped = this.#pattern[this.#position + 1] ?? '';
    if (escaped === 'Q' || /[xpPC]/.test(escaped)) {
      // quoted runs and code points: nothing is derived from the rest
      this.#position = this.#pattern.length;
      return undefined;
    }
    this.#position += 2;
    return /\w/.test(escaped) ? undefined : escaped;
  }

  #repeat(): 'once' | 'optional' | 'several' {
    const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#pattern.slice(this.#position, this.#position + 20)) ?? [];
    if (!quantifier) {
      return 'once';
    }
    this.#position += quantifier.length;
    return /^(?:[*?]|\{0)/.test(quantifier) ? 'optional' : 'several';
  }

  #endOfClass(start: number): number {
    let position = start + 1;
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
    return position + 1;
  }

  #endOfGroup(start: number): number {
    let depth = 0;
    let position = start;
    while (position < this.#pattern.length) {
      const sign = this.#pattern[position];
      if (sign === '[') {
        position = this.#endOfClass(position);
        continue;
      }
      if (sign === '\\') position += 1;
      if (sign === '(') depth += 1;
      if (sign === ')') {
        depth -= 1;
        if (depth === 0) return position + 1;
      }
      position += 1;
    }
    return position;
  }
}

/**
 * Texts in lower case of which any match of the pattern holds at least one: one for each alternative. A flag such as `(?i)`
 * is passed over, since letters are compared without their case.
 * @returns nothing when an alternative holds none that is long enough
 */
export function literalsOf(pattern: string): string[] | undefined {
  // x is the one flag that changes what a letter of the pattern stands for
  if (/\(\?[a-zA-Z]*x/.test(pattern)) {
    return undefined;
  }
  const literals = new LiteralReader(pattern).read();
  const lower = literals.map(literal => literal?.toLowerCase());
  return lower.every((literal): literal is string => literal !== undefined && literal.length >= literalLength)
    ? lower
    : undefined;
}
