/** The sentence where only plain text can stand: without the backticks that mark code in pairs. */
export function withoutMarks(text: string): string {
  return text.split('`').length % 2 ? text.replaceAll('`', '') : text;
}
