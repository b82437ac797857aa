import lunr from 'lunr';
import { wordsOf } from './words';

/** Words of a question that are looked for: more of them only take time. */
const wordLimit = 40;
/** Longest word that is looked for. */
const lengthLimit = 100;
/** UTF-16 units of a question that are read. */
const textLimit = 4_000;

/** The telling words of a question, each once; all of them where none tells anything, as in `of the`. */
export function questionOf(term: string): string[] {
  const words = [...new Set(wordsOf(term.slice(0, textLimit)))].filter(word => word.length <= lengthLimit);
  const telling = words.filter(word => lunr.stopWordFilter(new lunr.Token(word, {})));
  return (telling.length > 0 ? telling : words).slice(0, wordLimit);
}

/** What the forms of an English word share. */
export const stemOf = (word: string): string => lunr.stemmer(new lunr.Token(word, {})).toString();
