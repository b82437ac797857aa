import { Highlighter } from './Highlighter';

const tags = { preTag: '<', postTag: '>' };
const passage = (term: string, text: string) => Highlighter.create(term, tags).passage(text);

describe('Highlighter', () => {
  it('shows words in their forms and longer ones that begin so, and no others', () => {
    expect(Highlighter.create('restored poli', tags).whole('Restoring policies, pre-store')).toBe('<Restoring> <policies>, pre-store');
    expect(Highlighter.create('RDS를 잠금', tags).whole('RDS가 잠금을 풀다, RDSX')).toBe('<RDS>가 <잠금을> 풀다, <RDSX>');
    // decomposed Korean is shown where it stands
    expect(Highlighter.create('잠금', tags).whole('잠금을 풀다'.normalize('NFD'))).toBe(`<${'잠금을'.normalize('NFD')}> ${'풀다'.normalize('NFD')}`);
  });

  it('gives the part of a text that holds the most different words', () => {
    const text = `lock ${'filler '.repeat(200)}a state and its lock together ${'filler '.repeat(200)}`;
    const found = passage('state lock', text);
    expect(found).toContain('a <state> and its <lock> together');
    expect(found.length).toBeLessThan(300);
    expect(passage('nothing', text)).toMatch(/^lock filler/);
    expect(passage('lock', 'a short lock')).toBe('a short <lock>');
  });

  it('answers for any text, soon, and cuts no character in two', () => {
    const started = Date.now();
    for (const piece of ['가', 'a', '가a', ' 가', '😀', '가'.normalize('NFD'), '\n']) {
      const cut = passage('가 a 가나', piece.repeat(200_000));
      expect(() => encodeURIComponent(cut)).not.toThrow();
      expect(cut.length).toBeLessThan(200_010);
    }
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});
