import { excerptOf, partsOf } from './highlight';

const tags = { preTag: '<1>', postTag: '</1>' };
const text = (parts: { text: string; isMatch: boolean }[]) => parts.map(part => (part.isMatch ? `[${part.text}]` : part.text)).join('');

describe('what a search found', () => {
  it('is told apart from the rest, whatever stands in it', () => {
    expect(text(partsOf('a <1>b</1> c <1>d</1>', tags))).toBe('a [b] c [d]');
    expect(text(partsOf('<b>x</b>', tags))).toBe('<b>x</b>');
    expect(text(partsOf('<1>never closed', tags))).toBe('never closed');
    expect(text(partsOf('plain <1>', undefined))).toBe('plain <1>');
    expect(partsOf('', tags)).toEqual([]);
  });

  it('is shown with what surrounds it', () => {
    const long = `${'a'.repeat(500)} <1>found</1> ${'b'.repeat(500)}`;
    const shown = text(excerptOf(partsOf(long, tags)));
    expect(shown).toMatch(/^… a{79} \[found\] b+ …$/);
    expect(shown.length).toBeLessThan(300);
    expect(text(excerptOf(partsOf('c'.repeat(500), tags)))).toBe(`${'c'.repeat(280)} …`);
    expect(excerptOf([])).toEqual([]);
  });
});
