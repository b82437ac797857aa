import { plainPattern } from './plainPattern';

describe('plainPattern', () => {
  it.each([
    ['signal: (?:terminated|killed)', 'signal: terminated killed'],
    ['\\bPOL-\\d{3} (?:\\S+|in \\d+ places): .+\\. Fix: ', 'POL- in places : Fix:'],
    ['cannot run "[a-z_ ]+": .* is currently locked ', 'cannot run " ": is currently locked'],
    ['(?i)error acquiring the state lock$', 'error acquiring the state lock'],
    ['', ''],
  ])('leaves the words of %s', (pattern, words) => {
    expect(plainPattern(pattern)).toBe(words);
  });
});
