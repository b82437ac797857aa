/** Signs of Markdown that nobody looks for, each within one line and bounded, so that no text takes long. */
const signs: [RegExp, string][] = [
  [/<!--.{0,500}?-->/g, ' '],
  // where a link leads, and the anchor of a heading
  [/\]\([^()\s]{0,500}\)/g, ']'],
  [/\{#[\w-]{0,100}\}/g, ' '],
  [/^[ \t]{0,20}(?:#{1,6}|[-*+>]|\d{1,3}\.)[ \t]/gm, ' '],
  [/^[ \t]{0,20}(?:```|~~~|:::|!!!).{0,100}$/gm, ' '],
  [/^[|\s:-]{3,500}$/gm, ' '],
  [/[`|[\]]|\*\*/g, ' '],
];

/** A Markdown text as somebody reads it among the results of a search; its words stay what they are. */
export function plainText(markdown: string): string {
  return signs.reduce((text, [sign, instead]) => text.replace(sign, instead), markdown).replace(/[ \t]{2,}/g, ' ').trim();
}
