import { setImmediate as turn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { createTroubleshooter, maskSecrets, parseDocument } from '..';
import { literalsOf } from './literals';
import { CompiledPattern, compilePattern } from './pattern';
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
const found = async (text: string) =>
  (await troubleshooter.match(text)).matches.map(({ entry, reason }) => `${/TS-\d+/.exec(entry.path)![0]} ${reason.kind}`);

const trialOf = (index: TextIndex, compiled: CompiledPattern) => index.trialOf(compiled, index.literalsIn(compiled.literals).literals);
const matchOf = (index: TextIndex, compiled: CompiledPattern) => {
  const trying = index.find(trialOf(index, compiled));
  let tried = trying.next();
  while (!tried.done) tried = trying.next();
  return tried.value.match;
};

describe('createTroubleshooter', () => {
  it('finds entries by their patterns first, with the longest match and its line', async () => {
    const { matches } = await troubleshooter.match('one\ntwo: Error acquiring the state lock\nthree');
    expect(matches[0]).toEqual({
      entry: { repository: 'connectly/platform', path: 'docs/troubleshooting/TS-001-entry.md' },
      reason: { kind: 'pattern', pattern: 'Error acquiring the state lock', text: 'Error acquiring the state lock', line: 2 },
    });
    expect((await found('certificate pending_validation  for 30 minutes'))[0]).toBe('TS-002 pattern');
    expect((await found('the deletion protection is on'))[0]).toBe('TS-003 pattern');
  });

  it('finds entries by words in both languages, without what differs each time', async () => {
    expect((await found('certificate arn:aws:acm:ap-northeast-2:1:certificate/x of the balancer'))[0]).toBe('TS-002 words');
    expect((await found('잠금을 얻지 못했어요'))[0]).toBe('TS-001 words');
    expect((await found('certificate가 안 됩니다'))[0]).toBe('TS-002 words');
    expect((await troubleshooter.match('상태 잠금을 못')).matches[0].reason).toEqual({ kind: 'words', words: ['상태', '잠금을'] });
    expect(await found('arn:aws:database/load 2026-11-24T10:00:00Z 12345')).toEqual([]);
    expect(await found('')).toEqual([]);
  });

  it('shows only what the caller may see', async () => {
    expect(await troubleshooter.match('Error acquiring the state lock', () => false)).toEqual({ matches: [], masked: 0, truncated: false, incomplete: false });
  });

  it('reads what a terminal shows, and tells lines of the whole paste when only its end is compared', async () => {
    const framed = '\u001b[31m╷\u001b[0m\r\n│ \u001b[1mError: certificate PENDING_VALIDATION\u001b[0m\r\n│   for 30 minutes\r\n╵';
    expect((await troubleshooter.match(framed)).matches[0]).toMatchObject({ reason: { line: 2, pattern: expect.stringContaining('PENDING') } });
    const long = `${'a line of nothing\n'.repeat(100_000)}Error acquiring the state lock`;
    expect(await troubleshooter.match(long)).toMatchObject({ truncated: true, matches: [{ reason: { line: 100_001 } }] });
  });

  it('masks secrets before it compares or shows', async () => {
    const token = `${'IQoJb3JpZ2luX2VjEJ3'.repeat(6)}Aa1`;
    const secrets: Record<string, string> = {
      AKIAIOSFODNN7EXAMPLE: 'key AKIAIOSFODNN7EXAMPLE',
      ghp_abcdefghijklmnopqrstuvwxyz0123456789: 'git ghp_abcdefghijklmnopqrstuvwxyz0123456789',
      github_pat_11ABCDEFG0abcdefghijklmnop: 'git github_pat_11ABCDEFG0abcdefghijklmnop',
      dozjgNryP4J3jVmNHl0w5N: 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
      'dXNlcjpwYXNz': 'authorization: Basic dXNlcjpwYXNz',
      'p@ssw0rd-in-url': 'postgres://app:p@ssw0rd-in-url@db:5432/x',
      hunter2: 'redis://:hunter2@cache',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY': 'aws configure wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      wJalrXUtnFEMIK7MDENG: 'aws_secret_access_key = wJalrXUtnFEMIK7MDENG',
      [token]: `session ${token}`,
      'correct horse': 'db_password                = "correct horse"',
      'battery staple': '{\\"password\\": \\"battery staple\\"}',
      swordfish: 'mysql --password swordfish',
      'S3cretKeyInXml': '<SecretAccessKey>S3cretKeyInXml</SecretAccessKey>',
      sesame: '비밀번호: sesame',
      'abc123def': 'session_token: abc123def',
      MIIEpAIBAAKCAQEA: '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----',
    };
    const text = `${Object.values(secrets).join('\n')}\nError acquiring the state lock`;
    const { text: masked, masked: count } = maskSecrets(text);
    expect(Object.keys(secrets).filter(secret => masked.includes(secret))).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(Object.keys(secrets).length);
    expect(masked.split('\n')).toHaveLength(text.split('\n').length);
    expect(JSON.stringify(await troubleshooter.match(text))).not.toMatch(new RegExp(Object.keys(secrets).join('|')));
    expect((await troubleshooter.match(text)).matches[0]).toMatchObject({ reason: { line: text.split('\n').length } });
  });

  it.each([
    'api error ExpiredToken: The security token included in the request is expired',
    "Access denied for user 'app'@'10.0.0.1' (using password: YES)",
    'commit 5f0c3b1e9a7d4c2b8e6f1a3d5c7b9e0f2a4c6d8e of infrastructure/stacks/network/main.tf',
    'FATAL: password authentication failed for user "app"',
    'No valid credential sources found',
  ])('leaves a message that holds no secret: %s', text => {
    expect(maskSecrets(text)).toEqual({ text, masked: 0 });
  });
});

describe('patterns that cost much', () => {
  // what a repository of one's own may hold: literals that every text has, and a program whose every instruction is at work
  const syllables = [...'aeiorst'].flatMap(first => [...'nrtescd'].map((second, index) => `${first}${second}${'aeiostn'[index]}`));
  const hostile = (number: number) => `(?:${syllables.join('|')})[^!]{0,${900 - number}}!`;
  const entries = [
    ...Array.from({ length: 7 }, (_, index) =>
      entryOf(100 + index, { title: 'Hostile', symptom: 'Nothing.', match: Array.from({ length: 20 }, (__, number) => hostile(index * 20 + number)) }),
    ),
    entryOf(1, { title: 'The state is locked', symptom: 'Terraform waits.', match: ['Error acquiring the state lock'] }),
  ];
  const noise = (number: number) =>
    `level=warn msg="retrying request ${((number * 2_654_435_761) >>> 0).toString(36)}" status=info fade=${((number * 40_503) >>> 0).toString(16)}\n`;
  const log = `${Array.from({ length: 12_000 }, (_, number) => noise(number)).join('')}Error acquiring the state lock\n`;

  it('take a bounded time, let others have their turn, and keep no other pattern from being tried', async () => {
    const expensive = createTroubleshooter(entries);
    const before = process.cpuUsage();
    let isMatched = false;
    const matching = expensive.match(log).finally(() => {
      isMatched = true;
    });
    let turns = 0;
    for (; !isMatched; turns += 1) await turn();
    const { user, system } = process.cpuUsage(before);
    const answer = await matching;
    expect(answer).toMatchObject({ incomplete: true, matches: [{ reason: { kind: 'pattern', pattern: 'Error acquiring the state lock', line: 12_001 } }] });
    expect(turns).toBeGreaterThanOrEqual(10);
    // one of the patterns alone would take longer on the whole text
    expect((user + system) / 1_000_000).toBeLessThan(20);
    expect(await expensive.match(log)).toEqual(answer);
  });

  it('are not said to be left out when everything was tried', async () => {
    const small = await createTroubleshooter(entries).match('Error acquiring the state lock');
    expect(small).toMatchObject({ incomplete: false, matches: [{ reason: { kind: 'pattern' } }] });
  });

  it('are tried once where many of their literals stand together, but for what a match may reach', () => {
    const literals = Array.from({ length: 50 }, (_, number) => `lit${number}z`);
    const { compiled } = compilePattern(`(?:${literals.slice(0, 30).join('|')})!`);
    const text = Array.from({ length: 60_000 }, (_, number) => literals[(number * 7) % 30]).join(' ').slice(0, 300_000);
    const { windows } = trialOf(new TextIndex(text), compiled!);
    const tried = windows.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(tried).toBeGreaterThanOrEqual(text.length);
    expect(tried).toBeLessThan(1.5 * text.length);
    expect(new Set(windows.map(({ from }) => from)).size).toBe(windows.length);
    expect([windows[0].from, windows[1].to]).toEqual([0, text.length]);
  });

  it('are counted: the first 20 of an entry are tried, and a finding says so', async () => {
    const match = Array.from({ length: 25 }, (_, number) => `pattern number ${number} of many`);
    const entry = entryOf(2, { title: 'Many', symptom: 'Many.', match });
    expect(entry.document.troubleshooting?.match).toEqual(match.slice(0, 20));
    expect(entry.document.findings).toEqual([
      expect.objectContaining({ code: 'PLT-706', line: 5, message: 'There are 25 patterns: the first 20 count, and the others are left out.' }),
    ]);
    // as an earlier version may have kept it
    const kept = createTroubleshooter([{ ...entry, document: { ...entry.document, troubleshooting: { ...entry.document.troubleshooting!, match } } }]);
    const reasons = async (text: string) => (await kept.match(text)).matches.map(({ reason }) => reason.kind);
    expect([await reasons(match[19]), await reasons(match[20])]).toEqual([['pattern'], ['words']]);
  });
});

describe('patterns', () => {
  it.each([
    ['Error acquiring the state lock', ['error acquiring the state lock']],
    ['(?i)abc+def?', ['abc']],
    ['abcd*xyz', ['abc']],
    ['one \\(two\\)\\.', ['one (two).']],
    ['foo(bar|baz)quux', ['quux']],
    ['(?:left|right)\\b', ['left', 'right']],
    ['(?P<name>left|(?i:Right)+)', ['left', 'right']],
    ['(?:left|right)?\\d', undefined],
    ['(?:left|\\d)', undefined],
    ['\\p{Hangul}abc\\x{41}\\012def', ['abc']],
    ['\\Qa|b\\Ecde', undefined],
    ['[a-z]]+|left', undefined],
    ['left|right', ['left', 'right']],
    ['left|\\d+', undefined],
    ['\\bab\\b', undefined],
    ['[[:alpha:]]abc[^]x]def', ['abc']],
    ['abc{0,3}def', ['def']],
    ['\\x41BCD', ['bcd']],
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
        expect([pattern, text, matchOf(new TextIndex(text), compiled!) !== undefined]).toEqual([pattern, text, alone]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('mean the beginning of a line where they are tried on a part of the text', () => {
    const { compiled } = compilePattern('^aaa.*needle');
    const finds = (line: string) => matchOf(new TextIndex(line), compiled!) !== undefined;
    expect([finds(`aaa${'x'.repeat(1_997)}needle`), finds(`baaa${'x'.repeat(1_997)}needle`)]).toEqual([true, false]);
  });

  it('are refused when they cannot be used, with the reason', () => {
    const problems = ['(abc', 'abc(?=d)', '(abc)\\1', 'a*', 'ab|cde', `abc${'x'.repeat(300)}`, `abc${'[a-c]{1000}'.repeat(20)}`];
    expect(problems.map(pattern => compilePattern(pattern).problem)).toEqual([
      expect.stringContaining('is no expression of RE2'),
      expect.stringContaining('is no expression of RE2'),
      expect.stringContaining('is no expression of RE2'),
      'matches an empty text',
      expect.stringContaining('must hold 3 fixed characters'),
      'is longer than 300 characters',
      expect.any(String),
    ]);
  });

  it('take no longer than 50 ms on 1 MB, whatever they and the text are', () => {
    const parts = ['abc', '(a+)+', '(abc|abcabc)+', '.*', '(.*)', '.{0,400}', '[^b]', '(x+x+)+y', '((abc)*)*', '\\s+', '[\\s\\S]{0,400}?', '(?i)', '\\b', '$', '(?:a?){200}', 'z'];
    const patterns = fc.sample(fc.array(fc.constantFrom(...parts), { minLength: 2, maxLength: 6 }).map(chosen => chosen.join('')), { numRuns: 150, seed: 6 });
    const texts = ['abc'.repeat(333_333), 'abc aab xxy error\n'.repeat(55_000), `${'a'.repeat(999_990)}abc`].map(text => new TextIndex(text));
    const tried = patterns.flatMap(pattern => {
      const { compiled } = compilePattern(pattern);
      return compiled ? [{ pattern, compiled }] : [];
    });
    // the best of several turns, and no less than the work of reading the text four times: the machine does other work besides
    const timeOf = (work: () => unknown) => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
    const milliseconds = (index: TextIndex, compiled: CompiledPattern) => {
      const turns = Array.from({ length: 4 }, () => timeOf(() => matchOf(index, compiled)));
      return Math.min(...turns);
    };
    const limit = Math.max(50, ...Array.from({ length: 5 }, () => 4 * timeOf(() => new TextIndex('abc aab xxy error\n'.repeat(55_000)))));
    const slow = tried.flatMap(({ pattern, compiled }) =>
      texts.map(index => ({ pattern, time: milliseconds(index, compiled) })).filter(({ time }) => time > limit),
    );
    expect(tried.length).toBeGreaterThan(50);
    expect(slow).toEqual([]);
  });
});
