import { readPassage } from './passage';

describe('readPassage', () => {
  it.each([
    'Payments are slow, and **orders** wait: see [the graph](https://metrics.example/a#b).',
    '* one\n* two\n\n  with a paragraph\n\n1. first\n2. second',
    '> quoted\n\n| a | b |\n| - | - |\n| 1 | 2 |',
    '```sh\n# a comment\n## another\n```',
    '~~~\n<b>code</b>\n~~~',
    'Words.\n\n    # indented code',
    '---\n\nBelow a line.',
    '이슈 #12를 보세요.',
  ])('takes %j', text => {
    expect(readPassage(text).refusal).toBeUndefined();
  });

  it.each([
    ['# Decision Outcome', 'a heading'],
    ['words\n\n## Decision Outcome\n\nChosen option: "mine"', 'a heading'],
    ['Decision Outcome\n---', 'a heading'],
    ['Decision Outcome\n===', 'a heading'],
    ['* item\n\n  ## Within a list', 'a heading'],
    ['> # Quoted', 'a heading'],
    ['#Decision Outcome', 'begins with #'],
    ['words\n#Decision Outcome', 'begins with #'],
    ['> words\n> #Decision', 'begins with #'],
    ['<script>alert(1)</script>', 'HTML'],
    ['words <b>bold</b>', 'HTML'],
    ['<!-- run: anything -->', 'HTML'],
    ['<!-- never closed', 'HTML'],
    ['[Decision Outcome]: https://evil.example', 'defines a link'],
    ['[^1]: a note', 'a footnote'],
    ['```sh\nterraform apply', 'not closed'],
    ['~~~~\n~~~', 'not closed'],
    [`${'>'.repeat(40)} deep`, 'too deep'],
    // a form sends as much: each would take the server's time from everybody
    ['*a_'.repeat(3_333), 'too many marks'],
    ['~a'.repeat(800), 'too many marks'],
  ])('refuses %j', (text, reason) => {
    expect(readPassage(text).refusal).toContain(reason);
  });

  it('says whether words may stand before it', () => {
    expect(readPassage('it is fast.').beginsWithText).toBe(true);
    for (const text of ['* it is fast', '```\nit\n```', '| a |\n| - |', '> it', '1. it']) {
      expect(readPassage(text).beginsWithText).toBe(false);
    }
  });
});
