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

/** A message without ids, ARNs, addresses, paths, numbers and times. @internal */
export function normalise(text: string): string {
  return changing.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}

/** Words in lower case; Korean, which joins its particles to words, by two syllables. @internal */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of normalise(text).normalize('NFC').toLowerCase().matchAll(/[\p{Letter}\p{Number}]{2,60}/gu)) {
    if (/\p{Script=Hangul}/u.test(word)) {
      for (let index = 0; index + 2 <= word.length; index++) {
        words.push(word.slice(index, index + 2));
      }
    } else if (!empty.has(word)) {
      words.push(word);
    }
  }
  return words;
}
