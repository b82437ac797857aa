/** Runs of Hangul, and of everything else: `RDS를` is two words. */
const runs = new RegExp('\\p{Script=Hangul}+|[[\\p{L}\\p{N}]--\\p{Script=Hangul}]+', 'gv');
const hangul = /^\p{Script=Hangul}/u;

/** Whether a word is Korean. */
export const isKorean = (word: string) => hangul.test(word);

/** Words as they stand in a text, each with its place. */
export function runsOf(text: string): { run: string; start: number }[] {
  return Array.from(text.matchAll(runs), ({ 0: run, index: start }) => ({ run, start }));
}

/**
 * Words of a text in lower case. Korean joins particles and endings to its words, so a Korean word is every two syllables that
 * follow each other in it: what two forms of a word share is found.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.normalize('NFC').toLowerCase().matchAll(runs)) {
    const syllables = isKorean(run) ? [...run] : [];
    if (syllables.length < 2) words.push(run);
    for (let index = 1; index < syllables.length; index += 1) words.push(syllables[index - 1] + syllables[index]);
  }
  return words;
}
