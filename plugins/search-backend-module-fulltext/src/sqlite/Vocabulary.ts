import leven from 'leven';

/** Lengths of words that may be mistyped: shorter ones resemble too much, longer ones are no words. */
const lengths = { least: 4, most: 24 };
/** Words that a mistyped one may stand for. */
const similarLimit = 5;

/** The Latin words of an index, to find what a mistyped one stands for. The first letter is taken to be right. */
export class Vocabulary {
  readonly #words = new Map<string, Set<string>>();

  add(words: string[]): void {
    for (const word of words) {
      if (!canBeMistyped(word)) continue;
      const beginning = word.slice(0, 1);
      const known = this.#words.get(beginning);
      if (known) known.add(word);
      else this.#words.set(beginning, new Set([word]));
    }
  }

  has(word: string): boolean {
    return this.#words.get(word.slice(0, 1))?.has(word) ?? false;
  }

  /** The nearest words: one letter off, two for a word of more than six. */
  similarTo(word: string): string[] {
    if (!canBeMistyped(word)) return [];
    const most = word.length > 6 ? 2 : 1;
    const near: { known: string; distance: number }[] = [];
    for (const known of this.#words.get(word.slice(0, 1)) ?? []) {
      if (Math.abs(known.length - word.length) > most) continue;
      const distance = leven(known, word);
      if (distance <= most) near.push({ known, distance });
    }
    return near.sort((one, other) => one.distance - other.distance).slice(0, similarLimit).map(({ known }) => known);
  }
}

function canBeMistyped(word: string): boolean {
  return word.length >= lengths.least && word.length <= lengths.most && /^\p{Script=Latin}+$/u.test(word);
}
