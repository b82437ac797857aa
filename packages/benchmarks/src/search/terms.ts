/** A word of five letters or more, or of two syllables or more in Korean. */
const word = /[a-z]{5,20}|[가-힣]{2,8}/g;

/** What a reader does not see: front matter, comments, addresses of links. */
const unseen = /^---\n[^]*?\n---\n|<!--[^]*?-->|\]\([^)]*\)/g;

/**
 * Words that documents hold, evenly from the commonest to the rarest; every third is two words of one document.
 * @param documentTexts - with their front matter
 */
export function termsOf(documentTexts: string[], count: number): string[] {
  const texts = documentTexts.map(text => text.toLowerCase().replace(unseen, ' '));
  const documents = new Map<string, number>();
  for (const text of texts) {
    for (const found of new Set(text.match(word) ?? [])) documents.set(found, (documents.get(found) ?? 0) + 1);
  }
  const byFrequency = [...documents].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1)).map(([found]) => found);
  return Array.from({ length: count }, (_, index) => {
    const chosen = byFrequency[Math.floor((index * byFrequency.length) / count)];
    if (index % 3 !== 2) return chosen;
    const beside = texts.find(text => text.includes(chosen))!.match(word)!;
    return `${chosen} ${beside[0]}`;
  });
}
