import { CompiledPattern } from './pattern';

/** UTF-16 units before and after a literal in which a match is looked for: a message and its context. */
const reach = 2_000;
/** Places of one literal that are looked at, from the beginning and from the end of the text. */
const placeLimit = 50;
const tableSize = 1 << 18;

/** A match in a text. */
export interface TextMatch {
  text: string;
  /** One-based. */
  line: number;
}

/**
 * A text that many patterns are tried on. Which three characters follow each other anywhere in it is found in one pass;
 * a pattern whose literals need others is not tried at all.
 */
export class TextIndex {
  readonly #text: string;
  readonly #lower: string;
  readonly #triples = new Uint8Array(tableSize);

  constructor(text: string) {
    this.#text = text;
    // a letter whose lower case is longer would move everything after it
    const lower = text.toLowerCase();
    this.#lower = lower.length === text.length ? lower : text;
    for (let index = 2; index < this.#lower.length; index++) {
      this.#triples[tripleAt(this.#lower, index)] = 1;
    }
  }

  find({ expression, literals }: CompiledPattern): TextMatch | undefined {
    for (const literal of literals) {
      if (!this.#mayHold(literal)) {
        continue;
      }
      for (const place of this.#places(literal)) {
        const from = Math.max(0, place - reach);
        const window = this.#text.slice(from, place + literal.length + reach);
        const matcher = expression.matcher(window);
        if (matcher.find()) {
          const start = from + matcher.start();
          return { text: matcher.group() ?? '', line: this.#lineAt(start) };
        }
      }
    }
    return undefined;
  }

  #mayHold(literal: string): boolean {
    for (let index = 2; index < literal.length; index++) {
      if (!this.#triples[tripleAt(literal, index)]) {
        return false;
      }
    }
    return true;
  }

  /** Where a literal stands, each place out of the reach of the one before. */
  *#places(literal: string): Generator<number> {
    let last = -reach;
    let place = this.#lower.indexOf(literal);
    for (let count = 0; place !== -1 && count < placeLimit; count++) {
      yield place;
      last = place;
      place = this.#lower.indexOf(literal, place + reach);
    }
    let end = this.#lower.length;
    for (let count = 0; count < placeLimit; count++) {
      const before = this.#lower.lastIndexOf(literal, end);
      if (before <= last + reach) {
        return;
      }
      yield before;
      end = before - reach;
    }
  }

  #lineAt(offset: number): number {
    let line = 1;
    for (let at = this.#text.indexOf('\n'); at !== -1 && at < offset; at = this.#text.indexOf('\n', at + 1)) {
      line += 1;
    }
    return line;
  }
}

/** A place in the table for the three characters that end at an index. */
function tripleAt(text: string, index: number): number {
  const first = text.charCodeAt(index - 2);
  const second = text.charCodeAt(index - 1);
  // odd factors spread neighbours over the table; two triples in one place only cost a try
  return (first * 7_919 + second * 104_729 + text.charCodeAt(index) * 1_299_709) & (tableSize - 1);
}
