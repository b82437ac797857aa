import { CompiledPattern } from './pattern';

/** UTF-16 units before a literal, and behind the last one of a window, in which a match is looked for. */
const reach = 2_000;
/** UTF-16 units of a window in which literals may stand. */
const span = 12_000;
/** Windows of one literal that are looked at, from the beginning and from the end of the text. */
const windowLimit = 20;
const shortTable = 1 << 18;
const longTable = 1 << 21;

/** A match in a text. */
export interface TextMatch {
  text: string;
  /** One-based. */
  line: number;
}

/**
 * A text that many patterns are tried on. Which three and which six characters follow each other anywhere in it is found in
 * one pass; a pattern whose literals need others is not tried at all. The others are tried around their literals alone.
 */
export class TextIndex {
  readonly #text: string;
  readonly #lower: string;
  readonly #short = new Uint8Array(shortTable);
  readonly #long = new Uint8Array(longTable);

  constructor(text: string) {
    this.#text = text;
    // the one letter whose lower case is longer, which would move everything after it
    this.#lower = text.replace(/\u0130/g, 'i').toLowerCase();
    markTexts(this.#lower, (short, long) => {
      this.#short[short] = 1;
      if (long !== undefined) this.#long[long] = 1;
      return true;
    });
  }

  find({ expression, literals }: CompiledPattern): TextMatch | undefined {
    for (const literal of literals) {
      if (!this.#mayHold(literal)) {
        continue;
      }
      for (const { from, to } of this.#windows(literal)) {
        const window = this.#text.slice(from, to);
        // whether there is a match is answered by a faster machine than where it stands
        if (!expression.test(window)) {
          continue;
        }
        const matcher = expression.matcher(window);
        if (matcher.find()) {
          return { text: matcher.group() ?? '', line: this.#lineAt(from + matcher.start()) };
        }
      }
    }
    return undefined;
  }

  #mayHold(literal: string): boolean {
    return markTexts(literal, (short, long) => this.#short[short] === 1 && (long === undefined || this.#long[long] === 1));
  }

  /** Parts of the text around a literal; they overlap by what a match may need. */
  *#windows(literal: string): Generator<{ from: number; to: number }> {
    const around = (first: number, last: number) => ({
      from: this.#lineStart(Math.max(0, first - reach)),
      to: Math.min(this.#text.length, last + literal.length + reach),
    });
    let reached = -1;
    let place = this.#lower.indexOf(literal);
    for (let count = 0; place !== -1 && count < windowLimit; count++) {
      reached = place + span;
      yield around(place, reached);
      place = this.#lower.indexOf(literal, reached + 1);
    }
    if (place === -1) {
      return;
    }
    let end = this.#lower.length;
    for (let count = 0; count < windowLimit; count++) {
      const last = this.#lower.lastIndexOf(literal, end);
      if (last <= reached) {
        return;
      }
      yield around(last - span, last);
      end = last - span - 1;
    }
  }

  /** The beginning of a line that is not far before a place, so that `^` and `\b` mean what they say. */
  #lineStart(place: number): number {
    const start = place === 0 ? 0 : this.#text.lastIndexOf('\n', place - 1) + 1;
    return place - start <= reach ? start : place;
  }

  #lineAt(offset: number): number {
    let line = 1;
    for (let at = this.#text.indexOf('\n'); at !== -1 && at < offset; at = this.#text.indexOf('\n', at + 1)) {
      line += 1;
    }
    return line;
  }
}

/**
 * Gives the places in the tables for each three characters that follow each other, and for each six. Different ones may
 * share a place, which only costs a try.
 * @returns whether every answer was yes
 */
function markTexts(text: string, answer: (short: number, long?: number) => boolean): boolean {
  const before = [-1, -1, -1];
  for (let index = 2; index < text.length; index++) {
    const short =
      (text.charCodeAt(index - 2) * 7_919 + text.charCodeAt(index - 1) * 104_729 + text.charCodeAt(index) * 1_299_709) &
      (shortTable - 1);
    const earlier = before[index % 3];
    before[index % 3] = short;
    const long = earlier === -1 ? undefined : (Math.imul(earlier, 0x9e3779b1) ^ Math.imul(short, 0x85ebca6b)) >>> 11;
    if (!answer(short, long)) {
      return false;
    }
  }
  return true;
}
