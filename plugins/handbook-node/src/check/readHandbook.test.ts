import * as fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { knownReleases, parseDocument, readHandbook, readHandbookInTurns } from '..';
import { freshnessOf, reviewDue } from './freshness';

const codes = (files: Record<string, string>, options = {}) =>
  readHandbook(files, options).findings.map(({ code, file, line }) => `${code} ${file}:${line}`);

const decided = 'date: 2026-01-01\ndecision-makers: [platform]';
const decision = (front: string) => `---\n${front}\n---\n\n# Title\n`;

const runbook = `---
title: Region lost
owner: platform
about: [stack:backup, module:rds, component:checkout]
tier: critical
rto: 2h
rpo: 250m
reviewed: 2026-05-31
review-every: 9
---

# The region is lost

Text before the steps.

## Step 1: Stop the writers

- Who: on-call
- Time: 5 min

Scale to *nothing*.

<!-- run: emulator -->

\`\`\`sh
aws ecs list-services
\`\`\`

**Verify:** no task runs.

**Stop:** when the count does not fall, call the owner.

## Step 2: Copy the data

<!-- not run: needs an account -->

\`\`\`sh
aws rds copy
\`\`\`

## Afterwards

Write it down.
`;

describe('parseDocument', () => {
  it('reads a runbook with its steps, times and commands', () => {
    expect(parseDocument('docs/runbooks/region.md', runbook)).toMatchObject({
      path: 'docs/runbooks/region.md',
      kind: 'runbook',
      language: 'en',
      title: 'Region lost',
      owner: 'group:default/platform',
      about: ['resource:default/backup', 'component:default/rds', 'component:default/checkout'],
      reviewEvery: 9,
      frontMatterLines: 10,
      headings: [
        { level: 1, anchor: 'the-region-is-lost', line: 12 },
        { anchor: 'step-1-stop-the-writers', line: 16 },
        {},
        { title: 'Afterwards' },
      ],
      commands: [
        { language: 'sh', text: 'aws ecs list-services', run: 'emulator', line: 25 },
        { notRun: 'needs an account' },
      ],
      runbook: {
        tier: 'critical',
        rtoMinutes: 120,
        rpoMinutes: 250,
        steps: [
          {
            number: 1,
            title: 'Stop the writers',
            who: 'on-call',
            minutes: 5,
            text: expect.stringMatching(/^Scale to \*nothing\*\.[^]*list-services\n```$/),
            verify: 'no task runs.',
            stop: 'when the count does not fall, call the owner.',
            line: 16,
          },
          { number: 2, title: 'Copy the data', who: undefined, verify: undefined },
        ],
      },
      findings: [{ severity: 'warning', code: 'PLT-702', line: 33 }],
    });
  });

  it('tells what a step leaves out that one has to know, with its line', () => {
    const facts = ['- Who: on-call', '- Time: 5 min', '**Verify:** it runs.', '**Stop:** when it does not.'];
    const told = facts.map((_, left) => {
      const [who, time, verify, stop] = facts.map((fact, index) => (index === left ? '' : fact));
      const step = `# Restart\n\n## Step 1: Restart\n\n${[who, time].filter(Boolean).join('\n')}\n\nDo it.\n\n${verify}\n\n${stop}\n`;
      return parseDocument('docs/runbook.md', step)!.findings.map(({ severity, line, message }) => `${severity} ${line} ${message}`);
    });
    expect(told).toEqual([
      ['warning 3 Step 1 does not say who does it ("- Who:").'],
      ['warning 3 Step 1 does not say how long it takes ("- Time:", such as 10 min).'],
      ['warning 3 Step 1 does not say how one sees that it worked ("**Verify:**").'],
      ['warning 3 Step 1 does not say when to stop ("**Stop:**").'],
    ]);
    const bare = parseDocument('docs/runbook.md', '# R\n\n## Step 1: Restart\n\n- Time: soon\n\nDo it.\n')!;
    expect(bare.findings.map(({ message }) => message)).toEqual([expect.stringMatching(/who does it.*how long.*worked.*when to stop/)]);
  });

  it('reads an entry and a path in Korean, with what is wrong', () => {
    const entry = `---\nid: TS-007\nsymptom: 잠겼습니다\nmatch: [lock, '(?=x)lock', 'a|b', 'l*', '(lock']\nproof: lock\n---\n\n# 잠금\n\n## 원인\n\n다른 실행.\n\n## 해결\n\n기다립니다.\n`;
    const document = parseDocument('docs/troubleshooting/TS-007-lock.ko.md', entry)!;
    expect(document).toMatchObject({
      path: 'docs/troubleshooting/TS-007-lock.md',
      language: 'ko',
      troubleshooting: { entry: 'TS-007', match: ['lock'], cause: '다른 실행.', fix: '기다립니다.', verify: '' },
    });
    expect(document.findings.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'PLT-706 4',
      'PLT-706 4',
      'PLT-706 4',
      'PLT-706 4',
      'PLT-702 1',
    ]);
    const lines = parseDocument('docs/troubleshooting/TS-007-lock.ko.md', entry.replace("[lock, '(?=x)lock', 'a|b', 'l*', '(lock']", "\n  - lock\n  - '(?=x)lock'\n  - 'a|b'\n  - ' (lock '"))!;
    expect(lines.findings.slice(0, 3).map(({ message, line }) => `${message.split('"')[1]} ${line}`)).toEqual(['(?=x)lock 6', 'a|b 7', '(lock 8']);
    const path = `---\nfor: 새 개발자\n---\n\n# 시작\n\n## 서비스 만들기\n\n- 시간: 10분\n- 할 일: [폼](/create)\n\n만듭니다.\n`;
    expect(parseDocument('docs/onboarding/developer.ko.md', path)?.newcomers).toEqual({
      for: '새 개발자',
      steps: [{ title: '서비스 만들기', minutes: 10, action: { title: '폼', href: '/create' }, text: '만듭니다.' }],
    });
  });

  it.each([
    ['status: superseded by [ADR-0007](0007-x.md)', { state: 'superseded', supersededBy: 7 }, 0],
    ['status: superseded', { state: 'superseded', supersededBy: undefined }, 1],
    ['status: Proposed', { state: 'proposed' }, 0],
    ['status: maybe', { state: 'accepted' }, 1],
    ['date: 2026-02-30', { state: 'accepted', date: undefined }, 1],
    ['decision-makers: platform', { decisionMakers: ['platform'] }, 0],
    ['decision-makers: [{ a: b }]', { decisionMakers: [] }, 1],
    ['owner: "::"', { state: 'accepted' }, 1],
    ['a: &a [1]\nb: *a', { state: 'proposed' }, 1],
    ['a: 1\na: 2', { state: 'proposed' }, 1],
    ['- list', { state: 'proposed' }, 1],
    ['status: [', { state: 'proposed' }, 1],
    ['__proto__: { status: rejected }', { state: 'accepted' }, 1],
  ])('reads the front matter %j', (front, facts, findings) => {
    const document = parseDocument('docs/adr/0003-title.md', decision(front))!;
    expect(document.decision).toMatchObject({ number: 3, ...facts });
    expect(document.findings.filter(({ severity }) => severity === 'error')).toHaveLength(findings);
    expect(document.title).toBe('Title');
  });

  it('tells of the first line with what hides in it', () => {
    const found = parseDocument('docs/guides/a.md', '\ufeff---\ntitle: A\n---\n\n# A\n\n👩‍👩‍👧 stays\n\n```sh\necho \u202emr\n```\n\u200b\n')!.findings;
    expect(found).toEqual([
      { severity: 'error', code: 'PLT-702', file: 'docs/guides/a.md', line: 10, message: 'The text holds U+202E, which is not seen and changes what stands beside it.' },
    ]);
  });

  it('tells of a fact that no document of the kind has, and where', () => {
    const told = (file: string, front: string) =>
      parseDocument(file, `---\n${front}\n---\n\n# Title\n`)!.findings.map(each => `${each.severity} ${each.line} ${each.message}`);
    expect(told('docs/adr/0001-a.md', `${decided}\nstate: nope`)).toEqual([
      'error 4 "state" is no fact of an ADR. It has title, owner, about, tags, reviewed, review-every, status, date, decision-makers, consulted, informed.',
    ]);
    expect(told('docs/adr/0001-a.md', `${decided}\nstatus: rejectd`)).toEqual([
      'error 4 "status" must be proposed, rejected, accepted, deprecated or "superseded by ADR-0007", and is "rejectd".',
    ]);
    expect(told('docs/adr/0001-a.ko.md', 'title: 하나\nStatus: rejected')).toEqual([expect.stringMatching(/^error 3 "Status" is no fact/)]);
    expect(told('docs/runbooks/a.md', 'rto: 1h\nrt0: 2h\n? [a, b]\n: c')).toEqual([
      expect.stringMatching(/^error 3 "rt0" is no fact of a runbook\./),
      expect.stringMatching(/^error 4 "\?" is no fact of a runbook\./),
    ]);
    // MkDocs has facts of its own for pages
    expect(told('docs/a.md', 'minutes: 5\nhide: [toc]')).toEqual([expect.stringMatching(/^warning 3 "hide" is no fact of a guide\./)]);
    const many = Array.from({ length: 1_500 }, (_, key) => `"k\u202e${key}": 1`).join('\n');
    const findings = told('docs/adr/0001-a.md', `${decided}\n${many}`);
    expect(findings).toHaveLength(20);
    expect(findings.join('')).not.toContain('\u202e');
  });

  it('asks of a decision when it was made or by whom', () => {
    const told = (file: string, text: string) => parseDocument(file, text)!.findings.map(each => `${each.severity} ${each.line} ${each.message}`);
    const missing = [
      'warning 1 A decision says when it was made ("date") and by whom ("decision-makers", or "owner"), and this one says neither.',
    ];
    expect(told('docs/adr/0001-a.md', '# Title\n')).toEqual(missing);
    expect(told('docs/adr/0001-a.md', decision('status: proposed'))).toEqual(missing);
    expect(told('docs/adr/0001-a.md', decision('owner: platform'))).toEqual([]);
    // the English file decides, and a front matter that cannot be read is one finding
    expect(told('docs/adr/0001-a.ko.md', '# 제목\n')).toEqual([]);
    expect(told('docs/adr/0001-a.md', decision('- list'))).toHaveLength(1);
  });

  it('takes what hides out of titles', () => {
    const title = (text: string) => parseDocument('docs/a.md', text)!.title;
    expect(title('# Delete \u202enothing\u202c\n')).toBe('Delete nothing');
    expect(title('---\ntitle: "a\u2066b\u2069"\n---\n')).toBe('ab');
  });

  it('gives the text of any file, whatever it holds', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('---\n', '\n', '- ', '# ', '## Step 1: ', '```sh\n', '<!-- run', ' -->', '[a](', '|a|\n|-|\n', '> ', '&a *a', '!!js/function', '{', '\r\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        for (const file of ['docs/adr/0001-a.md', 'docs/runbook.md', 'docs/troubleshooting/TS-001-a.md', 'docs/onboarding/a.ko.md', 'docs/a.md']) {
          const document = parseDocument(file, `---\nstatus: accepted\n---\n${text}`)!;
          expect(document.text).toBe(text.replace(/\r\n?/g, '\n'));
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.entries({
    'quotes in quotes': '>'.repeat(100_000),
    'lists in lists': '- '.repeat(50_000),
    'lists below lists': Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
    'open emphasis': '*_'.repeat(30_000),
    'open strikes': '~a~~b'.repeat(20_000),
    'open links': '[a]('.repeat(20_000),
    'rows without an end': `|a|\n|-|\n${'|a\n'.repeat(50_000)}`,
    'ten megabytes': 'x '.repeat(5_000_000),
  }))('shows a text of %s without reading it', (_, text) => {
    const started = process.cpuUsage();
    const document = parseDocument('docs/a.md', `---\ntitle: Kept\n---\n${text}`)!;
    const { user } = process.cpuUsage(started);
    expect(document).toMatchObject({ title: 'Kept', headings: [], findings: [{ severity: 'error', code: 'PLT-702', line: 1 }] });
    expect(document.text).toHaveLength(text.length);
    expect(user / 1_000_000).toBeLessThan(2);
  });

  it.each(Object.entries({
    brackets: '['.repeat(100_000),
    ticks: '`a``b'.repeat(20_000),
    addresses: 'a@b.c '.repeat(15_000),
    'a heading with a gap': `# a${' '.repeat(200_000)}b`,
    'a comment with a gap': `<!-- run:${' '.repeat(200_000)}x\n-->\n\n\`\`\`sh\nls\n\`\`\`\n`,
    paragraphs: '*a* `b` [c](d) <e>\n\n'.repeat(5_000),
    'front matter in front matter': `---\n${'a: '.repeat(10_000)}\n---\n`,
    'front matter of brackets': `---\na: ${'['.repeat(20_000)}\n---\n`,
    'front matter of a key of keys': `---\n? ${'['.repeat(9_000)}${']'.repeat(9_000)}\n: 1\n---\n`,
    'front matter of keys': `---\n${Array.from({ length: 3_000 }, (_, key) => `k${key}: 1`).join('\n')}\n---\n`,
  }))('reads %s in time', (_, text) => {
    const started = process.cpuUsage();
    parseDocument('docs/a.md', text);
    expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(10);
  });

  it('takes for commands what a shell runs and what a comment names', () => {
    const text = '```hcl\na = 1\n```\n\n```sh\nls\n```\n\n<!-- not run: needs a table -->\n```sql\nselect 1\n```\n\n<!-- running -->\n```\nx\n```\n';
    expect(parseDocument('docs/a.md', text)?.commands).toEqual([
      { language: 'sh', text: 'ls', line: 5 },
      { language: 'sql', text: 'select 1', line: 10, notRun: 'needs a table' },
    ]);
  });
});

describe('readHandbook', () => {
  it('finds what only shows when one sees documents together', () => {
    expect(
      codes({
        'docs/adr/0001-one.md': decision(`status: superseded by ADR-0002\n${decided}`),
        'docs/adr/0002-two.md': decision(`status: superseded by ADR-0001\n${decided}`),
        'docs/adr/0003-three.md': decision('date: 2026-01-01\nstatus: superseded by ADR-0009\nowner: platform'),
        'docs/adr/0004-four.md': decision(`status: accepted\n${decided}`),
        'docs/adr/0004-more.md': decision(`status: accepted\n${decided}`),
      }),
    ).toEqual([
      'PLT-704 docs/adr/0001-one.md:2',
      'PLT-704 docs/adr/0002-two.md:2',
      'PLT-703 docs/adr/0003-three.md:3',
      'PLT-705 docs/adr/0004-more.md:1',
    ]);
  });

  it('wants to know of each command that people work by whether it is run, and why not', () => {
    const block = (mark: string) => `${mark}\n\`\`\`sh\ntrue\n\`\`\`\n\n`;
    const guide = ['', '<!-- not run: needs an account -->', '<!-- not run -->'].map(block).join('');
    for (const file of ['docs/read.md', 'docs/runbook.md', 'docs/read.ko.md']) {
      expect(codes({ [file]: guide })).toEqual([`PLT-702 ${file}:2`, `PLT-702 ${file}:12`]);
    }
    // others hold examples, unless a test runs some of them
    expect(codes({ 'docs/onboarding/a.md': guide })).toEqual(['PLT-702 docs/onboarding/a.md:12']);
    expect(codes({ 'docs/onboarding/a.md': guide + block('<!-- run -->') })).toHaveLength(2);
    expect(codes({ 'docs/run.md': guide + block('<!-- run -->') })).toEqual(['PLT-702 docs/run.md:2', 'PLT-702 docs/run.md:12']);
  });

  it('follows links, anchors and paths of the repository, and no others', () => {
    const guide =
      '# Guide\n\n[a](b.md) [c](b.md#there) [d](b.md#nowhere) [e](missing.md) [f](#guide) [g](https://example.com/x) [h](/create) [i](../infrastructure/x) [j](mailto:a@b)\n\n`docs/b.md` `infrastructure/y` `script/lib`\n';
    const files = { 'docs/a.md': guide, 'docs/b.md': '# B\n\n## There\n' };
    expect(codes(files)).toEqual(['PLT-703 docs/a.md:3', 'PLT-703 docs/a.md:3']);
    expect(codes(files, { paths: ['infrastructure/x/main.tf', 'script/lib/a.mjs'] })).toEqual([
      'PLT-703 docs/a.md:3',
      'PLT-703 docs/a.md:3',
      'PLT-703 docs/a.md:5',
    ]);
  });

  it('knows the root of the repository, and nothing of what lies in another one or behind a link', () => {
    const guide = '# Guide\n\n[a](..) [b](../) [c](.) [d](./) [e](../vendor/x/y.md) [f](../vendor) [g](../linked#x) [h](../vendor2/x) [i](../lost)\n\n`packages/outer/a.ts` `packages/gone`\n';
    expect(readHandbook({ 'docs/a.md': guide }, { paths: ['vendor/', 'linked/', 'packages/outer/'] }).findings.map(({ message }) => message)).toEqual([
      'There is no "vendor2/x", to which a link leads.',
      'There is no "lost", to which a link leads.',
      'There is no "packages/gone".',
    ]);
  });

  it('leaves to the whole repository what a mirror of texts does not have, such as pictures', () => {
    const guide = '# Guide\n\n![a](images/review.png) [b](images/) [c](plan.pdf) [d](gone.md)\n';
    const files = { 'docs/onboarding/a.md': guide };
    expect(codes(files)).toEqual(['PLT-703 docs/onboarding/a.md:3']);
    expect(codes(files, { paths: ['docs/onboarding/images/review.png'] })).toEqual([
      'PLT-703 docs/onboarding/a.md:3',
      'PLT-703 docs/onboarding/a.md:3',
    ]);
  });

  it('knows the anchors that there are, and what speaks of other repositories or of the past', () => {
    const guide = '# 안내\n\n## 시작 하기\n\n<a id="set"></a>\n\n## Code {#plt-1}\n\n## Code\n\n## Code\n';
    const links = '[a](a.md#시작-하기) [b](a.md#%EC%8B%9C%EC%9E%91-%ED%95%98%EA%B8%B0) [c](a.md#set) [d](a.md#plt-1) [e](a.md#code-1) [f](%61.md) [g](a.md#code-2)';
    const files = {
      'docs/a.md': guide,
      'docs/b.md': `# B\n\n${links}\n\n\`infrastructure/modules/x\`\n`,
      'docs/adr/0001-gone.md': `---\nstatus: deprecated\n${decided}\n---\n\n\`docs/gone.md\`\n`,
    };
    expect(codes(files, { paths: ['src/a.ts'] })).toEqual(['PLT-703 docs/b.md:3']);
  });

  it('lets the English file decide, and tells when the Korean one is behind', () => {
    const files = {
      'docs/runbooks/region.md': runbook,
      'docs/runbooks/region.ko.md': '---\ntitle: 리전 손실\nrto: 9h\n---\n\n# 리전 손실\n\n## 1단계: 멈춤\n\n**확인:** 없음.\n',
      'docs/adr/0001-one.md': decision(`status: rejected\n${decided}`),
      'docs/adr/0001-one.ko.md': '# 제목\n',
    };
    const { documents, findings } = readHandbook(files);
    const korean = documents.find(({ path, language }) => path.endsWith('region.md') && language === 'ko');
    expect(korean).toMatchObject({
      title: '리전 손실',
      owner: 'group:default/platform',
      runbook: { rtoMinutes: 120, steps: [{ title: '멈춤', verify: '없음.' }] },
    });
    expect(documents.find(({ language, kind }) => kind === 'adr' && language === 'ko')?.decision?.state).toBe('rejected');
    expect(findings.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'PLT-702 docs/runbooks/region.ko.md',
      'PLT-707 docs/runbooks/region.ko.md',
      'PLT-702 docs/runbooks/region.md',
    ]);
  });

  it('knows the modules, stacks and codes that there are', () => {
    const entry = `---\nid: TS-001\nsymptom: s\nmatch: [lock]\nerrors: [PLT-201, PLT-999]\nabout: [module:rds, module:gone, stack:gone]\nsource: us\n---\n\n# T\n\n## Cause\n\nc\n\n## Fix\n\nf\n\n## Verify\n\nv\n`;
    const files = { 'docs/troubleshooting/TS-001-a.md': entry };
    expect(codes(files, { modules: new Set(['rds']), stacks: new Set(['kms']) })).toEqual([
      'PLT-703 docs/troubleshooting/TS-001-a.md:6',
      'PLT-703 docs/troubleshooting/TS-001-a.md:6',
      'PLT-703 docs/troubleshooting/TS-001-a.md:5',
    ]);
  });

  it('counts months from the last review, to the last day that there is', () => {
    const document = parseDocument('docs/runbooks/region.md', runbook)!;
    expect(reviewDue(document)).toBe('2027-02-28');
    expect(freshnessOf(document, '2027-02-28')).toBe('fresh');
    expect(freshnessOf(document, '2027-03-01')).toBe('overdue');
    expect(freshnessOf(parseDocument('docs/adr/0001-a.md', decision('status: ['))!, '2026-01-01')).toBe('broken');
  });
});

describe('what documents name', () => {
  const told = (files: Record<string, string>, options: object) =>
    readHandbook(files, options).findings.map(({ line, message, severity }) => `${severity} ${line} ${message}`);
  const paths = ['script/platform', 'script/seed', 'infrastructure/modules/rds/main.tf'];

  it('finds programs that the repository does not have, with their lines', () => {
    const guide = [
      '# Guide',
      '',
      '```sh',
      '# script/gone in a comment',
      'script/seed && script/gone | tee out',
      'FORCE=1 ./script/gone2 \\',
      '  script/argument',
      'cat <<END',
      'script/text',
      'END',
      'script/platform service render --answers a.yaml',
      'platform service renders',
      'script/platform deploy <name>',
      'echo "script/quoted; script/quoted"',
      '$TOOL script/gone',
      'cd elsewhere',
      'script/there',
      '```',
      '',
      '```console',
      '$ script/gone3',
      'script/output',
      '```',
      '',
      '<!-- example: nothing of it is there -->',
      '```sh',
      'script/made-up',
      '```',
      '',
      '```yaml',
      'script/gone: 1',
      '```',
      '',
      'Then `script/gone4 --all`, `platform handbook checks DIR`, `platform handbook check DIR`, `platform is`, `bin/x`.',
      '',
    ].join('\n');
    expect(told({ 'docs/onboarding/a.md': guide }, { paths })).toEqual([
      'error 5 There is no "script/gone", which a command runs.',
      'error 6 There is no "script/gone2", which a command runs.',
      'error 12 "platform" has no command "service renders".',
      'error 13 "platform" has no command "deploy".',
      'error 21 There is no "script/gone3", which a command runs.',
      'error 34 There is no "script/gone4", which a command runs.',
      'error 34 "platform" has no command "handbook checks".',
      'error 34 "platform" has no command "is".',
    ]);
    // a repository without the program speaks of a platform of its own, in whatever way
    const others = '`platform engineering`, `platform team`\n\n```sh\nplatform deploy\n```\n';
    for (const there of [['src/a.ts'], ['script/build']]) expect(told({ 'docs/onboarding/a.md': others }, { paths: there })).toEqual([]);
    expect(told({ 'docs/onboarding/a.md': others }, {})).toEqual([]);
    // ours it is where the words before are
    expect(told({ 'docs/onboarding/a.md': '`platform service renders`\n\n```sh\nplatform service renders\n```\n' }, { paths: ['src/a.ts'] })).toEqual([
      'error 4 "platform" has no command "service renders".',
    ]);
    // a repository without the folder speaks of another one's
    expect(told({ 'docs/onboarding/a.md': '`script/gone --all`\n\n```sh\nscript/gone\n```\n' }, { paths: ['src/a.ts'] })).toEqual([]);
  });

  it('finds releases that no module has, and leaves names of others', () => {
    const guide = [
      '# Guide',
      '',
      '`rds/v9.9.9`, `modules/rds/v9.9.8`, `rds/v2.0.0`, `actions/checkout/v4.1.1`, `x-rds/v7.0.0`, `rds/v9.9.9`',
      '',
      '```hcl',
      'module "a" {',
      '  source = "git::https://github.com/org/platform.git//infrastructure/modules/gone?ref=gone/v1.0.0"',
      '}',
      '```',
      '',
      '<!-- example -->',
      '```hcl',
      '# rds/v8.0.0',
      '```',
      '',
    ].join('\n');
    const releases = knownReleases(['rds/v1.0.0', 'rds/v2.0.0', 'refs']);
    const found = [
      'error 3 No module has the release "rds/v9.9.9".',
      'error 3 No module has the release "rds/v9.9.8".',
      'error 7 No module has the release "gone/v1.0.0".',
    ];
    expect(told({ 'docs/guides/a.md': guide }, { releases })).toEqual(found);
    expect(told({ 'docs/guides/a.md': guide }, {})).toEqual([]);
    expect(told({ 'docs/adr/0001-a.md': `---\nstatus: superseded by ADR-0001\n${decided}\n---\n${guide}` }, { releases, paths })).toEqual([
      expect.stringContaining('leads back'),
    ]);
  });

  it('takes no longer than a text and a repository are long, and tells a hundred times at most', () => {
    const deep = Array.from({ length: 1_000 }, (_, number) => `${'a/'.repeat(1_900)}${number}`);
    const texts = {
      names: `\`${'a'.repeat(40_000)}/v1.1.1\` `.repeat(4),
      versions: `\`${'/v1.1.1'.repeat(25_000)}\``,
      paths: `\`script/${'a/'.repeat(50_000)}\``,
      commands: `\`\`\`sh\n${'script/gone;'.repeat(10_000)}\n\`\`\`\n`,
      words: `\`\`\`sh\n${'a=b '.repeat(25_000)}\n${'<< '.repeat(500)}\n\`\`\`\n`,
      links: '[a](b.md) '.repeat(1_200),
    };
    const counts: Record<string, number> = { commands: 100, links: 100, paths: 1 };
    const started = process.cpuUsage();
    for (const [name, text] of Object.entries(texts)) {
      expect(parseDocument('docs/guides/a.md', text)!.findings).toEqual([]);
      const { findings } = readHandbook({ 'docs/guides/a.md': text }, { paths: [...paths, ...deep], releases: knownReleases(['a/v1.0.0']) });
      expect(findings.filter(({ code }) => code === 'PLT-703').length).toBe(counts[name] ?? 0);
    }
    expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(10);
  });
});

describe('readHandbookInTurns', () => {
  it('reads the same, and lets others have their turn between two documents', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, number) => [`docs/guide-${number}.md`, `# Guide ${number}\n\nSee [the next](guide-${number + 1}.md).\n`]),
    );
    let isRead = false;
    const reading = readHandbookInTurns(files).finally(() => {
      isRead = true;
    });
    let turns = 0;
    for (; !isRead; turns += 1) await turn();
    expect(turns).toBeGreaterThanOrEqual(20);
    expect(await reading).toEqual(readHandbook(files));
  });
});
