/**
 * Characters that change what stands beside them and are not seen: controls, marks and overrides of the writing direction, joiners
 * of nothing, the byte order mark, tag characters. Line breaks, tabs and the joiners of scripts and emoji stay.
 */
const hidden =
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e0fff}]/gu;

/** A text of people as it is seen: without what hides in it, and turns the text around it. @public */
export function withoutHiddenCharacters(text: string): string {
  return text.replace(/[\u2028\u2029]/g, '\n').replace(hidden, '');
}

/** A text in which what hides is seen: `[U+202E]` in its place. @public */
export function showHiddenCharacters(text: string): string {
  return text.replace(hidden, character => `[${nameOf(character)}]`);
}

/** The first character of a text that hides, such as `U+202E`, and where it stands, in UTF-16 units. @public */
export function hiddenCharacterIn(text: string): { name: string; index: number } | undefined {
  const index = text.search(hidden);
  return index === -1 ? undefined : { name: nameOf(text.slice(index)), index };
}

/** Of the character that a text begins with. */
function nameOf(text: string): string {
  return `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
