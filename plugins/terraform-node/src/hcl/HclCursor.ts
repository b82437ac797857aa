import { HclLimits } from './syntax';

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** Nearly every name is ASCII, and found several times as fast without the tables of Unicode. */
const asciiIdentifier = /[A-Za-z_][A-Za-z0-9_-]*(?![\w\-\u0080-\uffff])/y;
const number = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** Thrown inside the parser only; `parseHcl` turns it into a problem. @internal */
export class HclSyntaxError extends Error {
  readonly offset: number;
  readonly limit: boolean;

  constructor(offset: number, message: string, limit = false) {
    super(message);
    this.offset = offset;
    this.limit = limit;
  }
}

/**
 * Walks one HCL text. Tokens are recognised where the grammar expects them, because HCL's depend on the
 * place: a newline ends an attribute but means nothing between brackets, and a quoted text is a grammar of its own.
 *
 * Every method moves forward only, so that reading costs time in proportion to the text whatever it holds.
 * @internal
 */
export class HclCursor {
  readonly text: string;
  readonly limits: HclLimits;
  #lineStarts: number[] | undefined;
  #depth = 0;

  /** Whether a line end ends what is being read, or means nothing as between brackets. */
  newlinesEnd = true;
  /** Offset of the next unread character. */
  offset = 0;
  /** Where the last token ended: comments and white space behind an expression do not belong to it. */
  tokenEnd = 0;

  constructor(text: string, limits: HclLimits) {
    this.text = text;
    this.limits = limits;
  }

  /** Skips white space and comments, and line ends where they mean nothing. */
  skip(): void {
    const { text } = this;
    for (;;) {
      const char = text[this.offset];
      // Most calls end here: above "/" stand letters, brackets and operators, and only below it what is skipped.
      if (char > '/') {
        return;
      }
      if (char === ' ' || char === '\t') {
        this.offset++;
      } else if (!this.newlinesEnd && this.#newlineLength(this.offset)) {
        this.offset += this.#newlineLength(this.offset);
      } else if (
        char === '#' ||
        (char === '/' && text[this.offset + 1] === '/')
      ) {
        // The line end stays: it is what ends the attribute before the comment.
        const end = text.indexOf('\n', this.offset);
        this.offset = end === -1 ? text.length : end;
      } else if (char === '/' && text[this.offset + 1] === '*') {
        const end = text.indexOf('*/', this.offset + 2);
        if (end === -1) {
          this.fail('This comment has no end.');
        }
        this.offset = end + 2;
      } else {
        return;
      }
    }
  }

  /** True when `token` comes next; white space and comments before it are skipped. */
  at(token: string): boolean {
    this.skip();
    return this.text.startsWith(token, this.offset);
  }

  /** Reads `token` when it comes next. */
  take(token: string): boolean {
    if (!this.at(token)) {
      return false;
    }
    this.advance(token.length);
    return true;
  }

  /** Reads `token` or fails, naming it. */
  expect(token: string, what: string): void {
    if (!this.take(token)) {
      this.fail(`Expected "${token}" ${what}, found ${this.describeNext()}.`);
    }
  }

  /** Reads a line end, or the end of the text, when it comes next. */
  takeNewline(): boolean {
    this.skip();
    const length = this.#newlineLength(this.offset);
    this.offset += length;
    return length > 0 || this.atEnd();
  }

  atNewline(): boolean {
    this.skip();
    return this.atEnd() || this.#newlineLength(this.offset) > 0;
  }

  atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  peekIdentifier(): string | undefined {
    this.skip();
    return this.#match(asciiIdentifier) ?? this.#match(identifier);
  }

  takeIdentifier(): string | undefined {
    const found = this.peekIdentifier();
    if (found !== undefined) {
      this.advance(found.length);
    }
    return found;
  }

  takeNumber(): string | undefined {
    this.skip();
    const found = this.#match(number);
    if (found !== undefined) {
      this.advance(found.length);
    }
    return found;
  }

  advance(length: number): void {
    this.offset += length;
    this.tokenEnd = this.offset;
  }

  /** Runs `read` one level deeper, with line ends ending things (`true`) or meaning nothing (`false`). */
  nested<T>(newlinesEnd: boolean, read: () => T): T {
    if (++this.#depth > this.limits.depth) {
      this.fail(`Nested deeper than ${this.limits.depth} levels.`, true);
    }
    const outer = this.newlinesEnd;
    this.newlinesEnd = newlinesEnd;
    try {
      return read();
    } finally {
      this.newlinesEnd = outer;
      this.#depth--;
    }
  }

  /** The line, from 1, of an offset. */
  line(offset: number): number {
    if (!this.#lineStarts) {
      this.#lineStarts = [0];
      for (
        let at = this.text.indexOf('\n');
        at !== -1;
        at = this.text.indexOf('\n', at + 1)
      ) {
        this.#lineStarts.push(at + 1);
      }
    }
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  describeNext(): string {
    if (this.atEnd()) {
      return 'the end of the file';
    }
    if (this.#newlineLength(this.offset)) {
      return 'the end of the line';
    }
    return JSON.stringify(
      String.fromCodePoint(this.text.codePointAt(this.offset)!),
    );
  }

  fail(message: string, limit = false): never {
    throw new HclSyntaxError(
      Math.min(this.offset, this.text.length),
      message,
      limit,
    );
  }

  #newlineLength(offset: number): number {
    if (this.text[offset] === '\n') {
      return 1;
    }
    return this.text[offset] === '\r' && this.text[offset + 1] === '\n' ? 2 : 0;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    return pattern.test(this.text)
      ? this.text.slice(this.offset, pattern.lastIndex)
      : undefined;
  }
}
