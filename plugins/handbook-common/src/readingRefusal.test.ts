import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readingRefusal } from './readingRefusal';

const table = (columns: number, rows: number) =>
  [' a |', ' - |', ...Array.from({ length: rows }, () => ' b |')].map(cell => `|${cell.repeat(columns)}\n`).join('');

describe('readingRefusal', () => {
  it.each([
    ['a long list', '* item with *emphasis*\n'.repeat(500)],
    ['a table as long as a page', table(6, 400)],
    ['many short paragraphs', 'A sentence, and *another*.\n\n'.repeat(800)],
    ['many headings', 'One\n===\n\nTwo\n---\n\n'.repeat(100)],
    ['much code', `\`\`\`sh\n${'terraform plan\n'.repeat(1_500)}\`\`\`\n`],
  ])('takes %s', (_, text) => {
    expect(readingRefusal(text)).toBeUndefined();
  });

  it('takes the longest page of this handbook, at a fifth of what there is', () => {
    const longest = readFileSync(join(__dirname, '../../../docs/guides/state-migration.md'), 'utf8');
    expect(readingRefusal(longest, 0.2)).toBeUndefined();
  });

  // each of these took the parser one to eleven seconds
  it.each([
    ['a wide table', table(2_700, 10)],
    ['a long table', table(10, 1_000)],
    ['many tables', `${table(5, 5)}\n`.repeat(500)],
    ['underlined headings', 'a\n=\n\n'.repeat(5_000)],
    ['underlined headings of the second level', 'a\n---\n\n'.repeat(5_000)],
    ['paragraphs', 'a *b* c\n\n'.repeat(5_000)],
    ['numbered paragraphs', '1. a\n\n'.repeat(5_000)],
    ['marks', '*a_'.repeat(3_450)],
  ])('refuses %s beyond all measure', (_, text) => {
    expect(readingRefusal(text)).toContain('too many marks, cells or paragraphs');
  });

  it('refuses what is long', () => {
    expect(readingRefusal('a'.repeat(600_000))).toContain('longer than');
    expect(readingRefusal('a '.repeat(200_000))).toContain('too many');
  });
});
