/**
 * The first language of the reader's browser that there is: `ko-KR` reads Korean.
 * @param wanted - BCP 47 tags in the reader's order, as in `navigator.languages`
 */
export function preferredLanguage(wanted: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wanted.map(each => each.toLowerCase())) {
    const found = available.find(language => tag === language.toLowerCase() || tag.startsWith(`${language.toLowerCase()}-`));
    if (found) return found;
  }
  return undefined;
}
