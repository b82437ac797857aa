import { hiddenCharacterIn, showHiddenCharacters, withoutHiddenCharacters } from './hiddenCharacters';
import { parseServiceAnswers } from './answers';

// Unicode's Bidi_Control, by its number: https://www.unicode.org/reports/tr9/
const turning = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];

describe('hidden characters', () => {
  it.each(turning)('U+%i is taken out of a text, and refused in an answer', code => {
    const text = `a${String.fromCodePoint(code)}b`;
    expect(text).toMatch(/\p{Bidi_Control}/u);
    expect(withoutHiddenCharacters(text)).toBe('ab');
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    expect([hiddenCharacterIn(text), showHiddenCharacters(text)]).toEqual([{ name, index: 1 }, `a[${name}]b`]);
    expect(parseServiceAnswers({
      name: 'checkout', owner: 'payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal', description: text,
    })).toMatchObject({ ok: false, errors: [{ where: 'description' }] });
  });

  it('leaves what is seen, lines and tabs included', () => {
    const seen = '한국어 👩‍👩‍👧 می‌خواهم\n\tשלום – 50 %';
    expect(withoutHiddenCharacters(seen)).toBe(seen);
    expect([hiddenCharacterIn(seen), showHiddenCharacters(seen)]).toEqual([undefined, seen]);
    expect(withoutHiddenCharacters('\u0000\ufeffa\u200b\u2028b\u001b[31m')).toBe('a\nb[31m');
  });
});
