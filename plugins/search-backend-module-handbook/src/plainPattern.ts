/** What a pattern holds beside the words that it looks for, each bounded, so that no pattern takes long. */
const signs: [RegExp, string][] = [
  // a class, or any letter
  [/\[[^\]]{0,200}\]|\\[bBdDsSwWAz]|\./g, ' '],
  [/\{\d{0,5},?\d{0,5}\}|\(\?[a-zA-Z]{0,10}:?|[()|*+?^$]/g, ' '],
  [/\\/g, ''],
];

/** The words of a pattern of RE2, as the error says them that it finds. */
export function plainPattern(pattern: string): string {
  // an escaped sign is one of the text
  const text = pattern.replace(/\\[^\w\s]/g, ' ');
  return signs.reduce((rest, [sign, instead]) => rest.replace(sign, instead), text).replace(/\s+/g, ' ').trim();
}
