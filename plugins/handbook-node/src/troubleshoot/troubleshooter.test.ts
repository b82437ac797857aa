import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { createTroubleshooter, maskSecrets, parseDocument } from '..';
import { literalsOf } from './literals';
import { compilePattern } from './pattern';
import { TextIndex } from './TextIndex';

const entryOf = (number: number, front: { symptom: string; match: string[]; title: string; text?: string }, language = 'en') => {
  const { symptom, match, title, text = '' } = front;
  const id = `TS-${String(number).padStart(3, '0')}`;
  const file = `docs/troubleshooting/${id}-entry${language === 'ko' ? '.ko' : ''}.md`;
  const source = `---\nid: ${id}\ntitle: ${title}\nsymptom: ${symptom}\nmatch: ${JSON.stringify(match)}\nsource: us\n---\n\n# ${title}\n\n## Cause\n\n${text}\n\n## Fix\n\nf\n\n## Verify\n\nv\n`;
  return { repository: 'connectly/platform', document: parseDocument(file, source)! };
};

const troubleshooter = createTroubleshooter([
  entryOf(1, { title: 'The state is locked', symptom: 'Terraform waits for the lock of the state.', match: ['Error acquiring the state lock', 'lock'] }),
  entryOf(1, { title: '상태가 잠겨 있습니다', symptom: '상태 잠금을 얻지 못합니다.', match: [] }, 'ko'),
  entryOf(2, { title: 'Certificate pending', symptom: 'The certificate of the load balancer never becomes valid.', match: ['(?i)PENDING_VALIDATION\\s+for \\d+ minutes'] }),
  entryOf(3, { title: 'Database is protected', symptom: 'The database cannot be deleted.', match: ['DeletionProtection|deletion protection'] }),
]);
const found = (text: string) =>
  troubleshooter.match(text).matches.map(({ entry, reason }) => `${/TS-\d+/.exec(entry.path)![0]} ${reason.kind}`);

describe('createTroubleshooter', () => {
  it('finds entries by their patterns first, with the longest match and its line', () => {
    const { matches } = troubleshooter.match('one\ntwo: Error acquiring the state lock\nthree');
    expect(matches[0]).toEqual({
      entry: { repository: 'connectly/platform', path: 'docs/troubleshooting/TS-001-entry.md' },
      reason: { kind: 'pattern', pattern: 'Error acquiring the state lock', text: 'Error acquiring the state lock', line: 2 },
    });
    expect(found('certificate pending_validation  for 30 minutes')[0]).toBe('TS-002 pattern');
    expect(found('the deletion protection is on')[0]).toBe('TS-003 pattern');
  });

  it('finds entries by words in both languages, without what differs each time', () => {
    expect(found('certificate arn:aws:acm:ap-northeast-2:1:certificate/x of the balancer')[0]).toBe('TS-002 words');
    expect(found('잠금을 얻지 못했어요')[0]).toBe('TS-001 words');
    expect(found('arn:aws:database/load 2026-11-24T10:00:00Z 12345')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('shows only what the caller may see', () => {
    expect(troubleshooter.match('Error acquiring the state lock', () => false)).toEqual({ matches: [], masked: 0 });
  });

  it('masks secrets before it compares or shows', () => {
    const secrets = [
      'AKIAIOSFODNN7EXAMPLE',
      'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
      'github_pat_11ABCDEFG0abcdefghijklmnop',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
      'hunter2hunter2',
      'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY',
    ];
    const text = `key ${secrets[0]} ${secrets[1]} ${secrets[2]}\nAuthorization: Bearer ${secrets[3]}\npostgres://app:${secrets[4]}@db:5432/x\naws_secret_access_key = ${secrets[5]}\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nError acquiring the state lock`;
    const masked = maskSecrets(text);
    for (const secret of [...secrets, 'MIIE']) expect(masked.text).not.toContain(secret);
    expect(masked.text).toContain('Error acquiring the state lock');
    expect(troubleshooter.match(text)).toMatchObject({ masked: expect.any(Number), matches: [{ reason: { line: 8 } }] });
    expect(troubleshooter.match(text).masked).toBeGreaterThanOrEqual(7);
  });
});

describe('patterns', () => {
  it.each([
    ['Error acquiring the state lock', ['error acquiring the state lock']],
    ['(?i)abc+def?', ['abc']],
    ['abcd*xyz', ['abc']],
    ['one \\(two\\)\\.', ['one (two).']],
    ['foo(bar|baz)quux', ['quux']],
    ['[a-z]]+|left', undefined],
    ['left|right', ['left', 'right']],
    ['left|\\d+', undefined],
    ['\\bab\\b', undefined],
    ['[[:alpha:]]abc[^]x]def', ['abc']],
    ['abc{0,3}def', ['def']],
    ['\\x41BCD', undefined],
    ['(?x)a b c d', undefined],
  ])('%s must hold %j', (pattern, literals) => {
    expect(literalsOf(pattern)).toEqual(literals);
  });

  it('are found wherever RE2 alone finds them', () => {
    const part = fc.constantFrom('abc', 'xyz', '\\d+', '[a-c]', '.', 'a?', '(abc|xyz)', '(?:xy)*', 'ab{2}', '\\.', 'c+', '^', '|', '(?i)', '\\s*');
    const texts = fc.array(fc.constantFrom('abc', 'xyz', 'ABC', '12', ' ', '.', '\n', 'abb', 'xy', 'c', 'q'), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), texts, (parts, pieces) => {
        const pattern = parts.join('');
        const { compiled } = compilePattern(pattern);
        fc.pre(compiled !== undefined);
        const text = pieces.join('');
        const alone = RE2JS.compile(pattern, RE2JS.MULTILINE).matcher(text).find();
        expect([pattern, text, new TextIndex(text).find(compiled!) !== undefined]).toEqual([pattern, text, alone]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('cannot hang: what blows up elsewhere takes no longer than its text', () => {
    const hostile = ['(a+)+$abc', '(abc|abcabc)+x', '(.*)(.*)(.*)(.*)abc[^b]', '(abc.*){20}z', '((abc)*)*d(x+x+)+yabc', 'abc.{0,200}.{0,200}z'];
    const text = `${'abc'.repeat(300_000)}!`;
    const index = new TextIndex(text);
    const tried = hostile.flatMap(pattern => {
      const { compiled } = compilePattern(pattern);
      if (!compiled) return [];
      const started = performance.now();
      index.find(compiled);
      // the goal is 50 ms on an idle machine; a pattern that backtracks would take years
      return [{ pattern, inTime: performance.now() - started < 2_000 }];
    });
    expect(tried.length).toBeGreaterThan(3);
    expect(tried.filter(({ inTime }) => !inTime)).toEqual([]);
  });
});
