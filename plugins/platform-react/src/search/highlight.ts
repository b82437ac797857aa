/** Fields of a result with tags around what was matched; the tags are made up for each answer. @public */
export interface Highlight {
  fields: { [field: string]: string | undefined };
  preTag: string;
  postTag: string;
}

/** A run of a text, and whether it was matched. */
export interface Part {
  text: string;
  isMatch: boolean;
}

/** UTF-16 units of an excerpt, and of those before its first match. */
const length = 280;
const before = 80;

/** A text by what was matched and what was not; without tags it is one part. */
export function partsOf(text: string, tags: Pick<Highlight, 'preTag' | 'postTag'> | undefined): Part[] {
  if (!tags?.preTag || !tags.postTag) return [{ text, isMatch: false }];
  return text
    .split(tags.preTag)
    .flatMap((piece, index): Part[] => {
      const end = piece.indexOf(tags.postTag);
      if (index === 0 || end === -1) return [{ text: piece, isMatch: false }];
      return [
        { text: piece.slice(0, end), isMatch: true },
        { text: piece.slice(end + tags.postTag.length), isMatch: false },
      ];
    })
    .filter(part => part.text !== '');
}

/** What stands around the first match, or the beginning. */
export function excerptOf(parts: Part[]): Part[] {
  const first = parts.findIndex(part => part.isMatch);
  const start = Math.max(0, first);
  const lead = start > 0 ? [shortened(parts[start - 1], -before)] : [];
  const kept: Part[] = [];
  let left = length;
  for (const part of [...lead, ...parts.slice(start)]) {
    if (left <= 0) break;
    kept.push(part.text.length > left ? shortened(part, left) : part);
    left -= part.text.length;
  }
  return kept;
}

/** So many of a part's first letters, or of its last ones for a negative number. */
function shortened(part: Part, letters: number): Part {
  if (part.text.length <= Math.abs(letters)) return part;
  return { ...part, text: letters < 0 ? `… ${part.text.slice(letters)}` : `${part.text.slice(0, letters)} …` };
}
