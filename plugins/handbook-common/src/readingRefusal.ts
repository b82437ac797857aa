/**
 * The parser of Markdown is not linear: emphasis that never closes costs the square of its marks, and quotes within quotes
 * cost more. A short file could hold the server, or a reader's page, for a minute. So what a text would cost is estimated before it is parsed,
 * from above: by blocks between empty lines, which are no shorter than its paragraphs.
 */

/** Longest text that is parsed, in UTF-16 units. */
const lengthLimit = 512 * 1024;
/** Quotes and lists within each other on one line. */
const depthLimit = 30;
/** Leading spaces before the mark of a list, which nests it too. */
const indentLimit = 100;
/**
 * Sum over the blocks of the square of their marks and lines: about a tenth of a second of emphasis that never closes, the worst of them.
 * A repository may hold many such files, each of which is read several times. The longest page of this handbook costs a thousandth.
 */
const costLimit = 5_000_000;

const containers = /^(?:[ \t]{0,100}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/;
const marks = /[*_~[<&]/g;

/**
 * Why a text is not parsed, as the end of a sentence that begins with it; nothing for a text that a person wrote.
 * @param share - of what a document may cost, for one of its parts
 * @public
 */
export function readingRefusal(text: string, share = 1): string | undefined {
  if (text.length > lengthLimit) {
    return `is longer than ${lengthLimit} characters`;
  }
  let cost = 0;
  let block = 0;
  for (const line of text.split('\n')) {
    const [nested] = containers.exec(line) ?? [''];
    const depth = nested.replace(/[ \t]|\d(?=\d)|[.)]/g, '').length;
    if (depth > depthLimit || (/^[ \t]*(?:[-*+>]|\d{1,9}[.)])/.test(line) && line.search(/[^ \t]/) > indentLimit)) {
      return 'has lists or quotes too deep within each other';
    }
    if (line.trim() === '') {
      cost += block * block;
      block = 0;
    } else {
      block += 1 + (line.match(marks)?.length ?? 0);
    }
  }
  return cost + block * block > costLimit * share ? 'has too many marks without an empty line between them' : undefined;
}
