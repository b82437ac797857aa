/** Runs of Hangul, and of everything else: `RDS를` is two words. */
const runs = /\p{Script=Hangul}+|(?:(?!\p{Script=Hangul})[\p{L}\p{N}])+/gu;
const hangul = /^\p{Script=Hangul}/u;

/** Whether a word is Korean. */
export const isKorean = (word: string) => hangul.test(word);

/**
 * Words of a text in lower case. Korean joins particles and endings to its words, so a Korean word is every two syllables that
 * follow each other in it: what two forms of a word share is found.
 */
export function wordsOf(text: string): string[] {
  return [...text.normalize('NFC').toLowerCase().matchAll(runs)].flatMap(([run]) => {
    const syllables = [...run];
    if (!isKorean(run) || syllables.length < 2) return [run];
    return syllables.slice(1).map((syllable, index) => syllables[index] + syllable);
  });
}
