import { Effort } from './Effort';
import { CompiledPattern } from './pattern';

/** UTF-16 units before a literal, and behind the last one of a window, in which a match is looked for. */
const reach = 2_000;
/** UTF-16 units of a window in which literals may stand. */
const span = 12_000;
/** Program from which on windows are short: each is tried in one go, and nobody has a turn meanwhile. */
const largeProgram = 500;
const shortSpan = 2_000;
/** Steps that one pattern may take: see {@link Effort}. */
const trialLimit = 15_000_000;
/** Characters that are searched for a literal in the time of one step. */
const searched = 32;
const shortTable = 1 << 18;
const longTable = 1 << 21;

/** A match in a text. */
export interface TextMatch {
  text: string;
  /** One-based. */
  line: number;
}

/** First and last place where a literal begins, both included. */
interface Places {
  first: number;
  last: number;
}

interface Window {
  from: number;
  to: number;
}

/** Where a pattern is to be tried. */
export interface Trial {
  compiled: CompiledPattern;
  /** From the beginning and from the end of the text by turns: what is wrong stands at one of them. */
  windows: Window[];
  /** Steps that it takes at the very worst. */
  most: number;
}

/**
 * A text that many patterns are tried on. Which three and which six characters follow each other anywhere in it is found in
 * one pass; a pattern whose literals need others is not tried at all. The others are tried around their literals alone, and
 * where several literals stand together only once.
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

  /** Those of a pattern's literals that may stand in the text, and the steps that looking for them costs. */
  literalsIn(literals: string[]): { literals: string[]; steps: number } {
    const possible = literals.filter(literal => this.#mayHold(literal));
    return { literals: possible, steps: literals.length + Math.ceil((possible.length * this.#lower.length) / searched) };
  }

  /** @param literals - of {@link literalsIn} */
  trialOf(compiled: CompiledPattern, literals: string[]): Trial {
    const size = compiled.expression.programSize();
    const longest = Math.max(0, ...literals.map(literal => literal.length));
    const length = size > largeProgram ? shortSpan : span;
    const places = literals.flatMap(literal => [...this.#placesOf(literal, length)]);
    const windows = joined(places, length).map(({ first, last }) => ({
      from: this.#lineStart(Math.max(0, first - reach)),
      to: Math.min(this.#text.length, last + longest + reach),
    }));
    const most = windows.reduce((sum, { from, to }) => sum + to - from, 0) * size;
    return { compiled, windows: fromBothEnds(windows), most };
  }

  /**
   * Tries a pattern; gives the steps that each window took, so that others can have their turn or it can be left at that.
   * @returns the match, or whether it was tried everywhere
   */
  *find({ compiled: { expression }, windows }: Trial): Generator<number, { match?: TextMatch; complete: boolean }> {
    const effort = new Effort(expression);
    let left = trialLimit;
    for (const { from, to } of windows) {
      if (left <= 0) {
        return { complete: false };
      }
      const window = this.#text.slice(from, to);
      // whether there is a match is answered by a faster machine than where it stands
      const isMatch = expression.test(window);
      const steps = effort.ofTest(window.length);
      left -= steps;
      yield steps;
      if (!isMatch) {
        continue;
      }
      const matcher = expression.matcher(window);
      if (matcher.find()) {
        const match = { text: matcher.group() ?? '', line: this.#lineAt(from + matcher.start()) };
        yield effort.ofFind(window.length);
        return { match, complete: true };
      }
    }
    return { complete: true };
  }

  #mayHold(literal: string): boolean {
    return markTexts(literal, (short, long) => this.#short[short] === 1 && (long === undefined || this.#long[long] === 1));
  }

  /** Where a literal stands, in runs of a length. */
  *#placesOf(literal: string, length: number): Generator<Places> {
    for (let first = this.#lower.indexOf(literal); first !== -1; ) {
      const last = this.#lower.lastIndexOf(literal, first + length);
      yield { first, last };
      first = this.#lower.indexOf(literal, last + 1);
    }
  }

  /** The beginning of a line that is not far before a place, so that `^` and `\b` mean what they say. */
  #lineStart(place: number): number {
    // no further, or every window of a text without lines would be sought through to its beginning
    const nearest = Math.max(0, place - reach - 1);
    const end = this.#text.slice(nearest, place).lastIndexOf('\n');
    if (end === -1) return place <= reach ? 0 : place;
    return nearest + end + 1;
  }

  #lineAt(offset: number): number {
    let line = 1;
    for (let at = this.#text.indexOf('\n'); at !== -1 && at < offset; at = this.#text.indexOf('\n', at + 1)) {
      line += 1;
    }
    return line;
  }
}

/** Runs of all literals in the order of the text: what belongs to several belongs to one, and neighbours go together up to a length. */
function joined(places: Places[], length: number): Places[] {
  const runs: Places[] = [];
  for (const { first, last } of places.sort((left, right) => left.first - right.first)) {
    const run = runs.at(-1);
    if (run && last <= run.last) continue;
    const end = run && first - run.last <= 2 * reach ? run.first + length : -1;
    if (run && first <= end) run.last = Math.min(last, end);
    if (last > end) runs.push({ first: Math.max(first, (run?.last ?? -1) + 1), last });
  }
  return runs;
}

function fromBothEnds<T>(items: T[]): T[] {
  return items.map((_, index) => items[index % 2 === 0 ? index / 2 : items.length - (index + 1) / 2]);
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
