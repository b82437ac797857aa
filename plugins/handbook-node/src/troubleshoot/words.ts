/** What differs from one occurrence of an error to the next. */
const changing: RegExp[] = [
  /\barn:[\w-]{0,20}:[^\s"',]{1,500}/g,
  /\bhttps?:\/\/[^\s"']{1,500}/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?/g,
  /\b[a-z]{1,8}-[0-9a-f]{8,17}\b/g,
  /\b[0-9a-f]{12,128}\b/gi,
  /(?:\.{0,2}\/)?(?:[\w.-]{1,100}\/){1,20}[\w.-]{1,100}/g,
  /\b\d[\d.,:]{0,30}\b/g,
];

/** English words that say nothing. */
const empty = new Set(
  'a an and any are as at be been but by can cannot did do does error errors failed failure for from had has have if in into is it its no not of on one or so than that the their then there this to was were when which while will with you your'.split(
    ' ',
  ),
);

/** A message without ids, ARNs, addresses, paths, numbers and times. */
export function normalise(text: string): string {
  return changing.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}

/** Endings of Korean sentences, which say nothing either. */
const emptySyllables = new Set(['습니', '니다', '합니', '됩니', '입니', '있습', '없습', '하는', '되는']);

/** What is compared, and the word of the text that it is part of. */
export interface WordPart {
  part: string;
  word: string;
}

/** Words in lower case; Korean, which joins its particles to words, by two syllables. */
export function partsOf(text: string): WordPart[] {
  const parts: WordPart[] = [];
  const lower = normalise(text).normalize('NFC').toLowerCase();
  // a name in Latin letters stands without a space before a Korean particle
  for (const [word] of lower.matchAll(/\p{Script=Hangul}{2,60}|(?:(?!\p{Script=Hangul})[\p{Letter}\p{Number}]){2,60}/gu)) {
    if (!/^\p{Script=Hangul}/u.test(word)) {
      if (!empty.has(word)) parts.push({ part: word, word });
      continue;
    }
    for (let index = 0; index + 2 <= word.length; index++) {
      const part = word.slice(index, index + 2);
      if (!emptySyllables.has(part)) parts.push({ part, word });
    }
  }
  return parts;
}

/** The parts alone. */
export function wordsOf(text: string): string[] {
  return partsOf(text).map(({ part }) => part);
}
