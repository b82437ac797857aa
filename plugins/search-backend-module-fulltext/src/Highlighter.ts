import { questionOf, stemOf } from './question';
import { isKorean, runsOf, wordsOf } from './words';

/** UTF-16 units of a text in which found words are looked for, and of a passage. */
const readLimit = 100_000;
const passageLength = 260;
/** Units of a passage before its first found word. */
const lead = 60;

interface Found {
  start: number;
  end: number;
  /** The word as it stands, in lower case. */
  run: string;
}

/** Shows where the words of a question stand in what was found. */
export class Highlighter {
  readonly #words: Set<string>;
  readonly #stems: Set<string>;
  /** Beginnings of longer words that are found too. */
  readonly #beginnings: string[];
  readonly #known = new Map<string, boolean>();
  readonly #tags: { preTag: string; postTag: string };

  static create(term: string, tags: { preTag: string; postTag: string }): Highlighter {
    return new Highlighter(questionOf(term), tags);
  }

  private constructor(words: string[], tags: { preTag: string; postTag: string }) {
    this.#words = new Set(words);
    this.#stems = new Set(words.filter(word => !isKorean(word)).map(stemOf));
    this.#beginnings = words.filter(word => isKorean(word) === (word.length === 1));
    this.#tags = tags;
  }

  /** A whole text with its found words between the tags. */
  whole(text: string): string {
    return this.#tagged(text, this.#foundIn(text), 0, text.length);
  }

  /** The part of a text in which the most different words were found, or its beginning. */
  passage(text: string): string {
    const found = this.#foundIn(text);
    const from = found[bestStart(found)]?.start ?? 0;
    const start = from <= lead ? 0 : wordStart(text, from - lead, from);
    const last = start + passageLength;
    const end = last >= text.length ? text.length : wordEnd(text, last - lead, last);
    return this.#tagged(text, found, start, end);
  }

  #foundIn(text: string): Found[] {
    const found: Found[] = [];
    for (const { run, start } of runsOf(text.slice(0, readLimit))) {
      let known = this.#known.get(run);
      if (known === undefined) {
        known = this.#isFound(run.normalize('NFC').toLowerCase());
        this.#known.set(run, known);
      }
      if (known) found.push({ start, end: start + run.length, run: run.toLowerCase() });
    }
    return found;
  }

  #isFound(run: string): boolean {
    return (
      wordsOf(run).some(word => this.#words.has(word)) ||
      this.#beginnings.some(beginning => run.startsWith(beginning)) ||
      (!isKorean(run) && this.#stems.has(stemOf(run)))
    );
  }

  #tagged(text: string, found: Found[], start: number, end: number): string {
    const { preTag, postTag } = this.#tags;
    let tagged = '';
    let at = start;
    for (const word of found) {
      if (word.start < start) continue;
      if (word.end > end) break;
      tagged += `${text.slice(at, word.start)}${preTag}${text.slice(word.start, word.end)}${postTag}`;
      at = word.end;
    }
    return tagged + text.slice(at, end);
  }
}

/** Index of the found word with which the passage begins that holds the most different ones; of several, the first. */
function bestStart(found: Found[]): number {
  const within = new Map<string, number>();
  let best = 0;
  let most = 0;
  let next = 0;
  found.forEach(({ start, run }, index) => {
    for (; next < found.length && found[next].end - start <= passageLength - 2 * lead; next += 1) {
      within.set(found[next].run, (within.get(found[next].run) ?? 0) + 1);
    }
    if (within.size > most) {
      best = index;
      most = within.size;
    }
    const left = (within.get(run) ?? 0) - 1;
    if (left > 0) within.set(run, left);
    else within.delete(run);
  });
  return best;
}

/** Where the first word behind a place begins, else the latest place that is given. */
function wordStart(text: string, from: number, latest: number): number {
  const space = text.slice(from, latest).search(/\s/);
  return space < 0 ? latest : from + space + 1;
}

/** Where the last word before a place ends, else that place; never within a character of two units. */
function wordEnd(text: string, earliest: number, to: number): number {
  const part = text.slice(earliest, to);
  const space = Math.max(part.lastIndexOf(' '), part.lastIndexOf('\n'));
  if (space >= 0) return earliest + space;
  return /[\ud800-\udbff]/.test(text[to - 1]) ? to - 1 : to;
}
