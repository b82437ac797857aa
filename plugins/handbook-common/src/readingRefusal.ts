/**
 * The parser of Markdown takes its time, and not always in proportion: emphasis that never closes costs the square of its marks, underlined
 * headings that of their number, a wide table's cells a tenth of a millisecond each. A file could hold the server, or a reader's page, for a
 * minute. So what a text would cost is estimated before it is parsed, by blocks between empty lines, which are no shorter than its paragraphs.
 */

/** Longest text that is parsed, in UTF-16 units. */
const lengthLimit = 512 * 1024;
/** Quotes and lists within each other on one line. */
const depthLimit = 30;
/** Leading spaces before the mark of a list, which nests it too. */
const indentLimit = 100;
/**
 * What a document may cost, in microseconds of the parser on the machine of docs/benchmarks.md: nobody else has a turn meanwhile. The
 * longest page of this handbook costs a fifth.
 */
const costLimit = 500_000;
/** Microseconds, as measured: of every character, of a block between empty lines, of a cell of a table, and of a level of quotes and lists. */
const linear = { character: 2, block: 250, cell: 90, level: 25 };
/** The same, of the squares: of a block's marks and lines, when it is emphasis that never closes, and of underlined headings. */
const squared = { block: 0.1, underlines: 0.5 };

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
  let cost = text.length * linear.character;
  let block = 0;
  let underlines = 0;
  for (const line of text.split('\n')) {
    const [nested] = containers.exec(line) ?? [''];
    const depth = nested.replace(/[ \t]|\d(?=\d)|[.)]/g, '').length;
    if (depth > depthLimit || (/^[ \t]*(?:[-*+>]|\d{1,9}[.)])/.test(line) && line.search(/[^ \t]/) > indentLimit)) {
      return 'has lists or quotes too deep within each other';
    }
    cost += depth * linear.level + (line.match(/\|/g)?.length ?? 0) * linear.cell;
    if (/^ {0,3}[=-]+[ \t]*$/.test(line)) underlines += 1;
    if (line.trim() === '') {
      cost += costOf(block);
      block = 0;
    } else {
      block += 1 + (line.match(marks)?.length ?? 0);
    }
  }
  return cost + costOf(block) + underlines * underlines * squared.underlines > costLimit * share
    ? 'has too many marks, cells or paragraphs'
    : undefined;
}

/** @param size - marks and lines of a block */
function costOf(size: number): number {
  return size === 0 ? 0 : linear.block + size * size * squared.block;
}
