import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  formatModuleSource,
  parseModuleSource,
  parseReleaseTag,
  withModuleSourcesAt,
} from './moduleSource';
import { readChangelog } from './readChangelog';
import { readManifest } from './readManifest';
import { readModule } from './readModule';
import { readModuleCatalogue } from './readModuleCatalogue';

describe('module sources', () => {
  it('reads back what it writes', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const version = fc
      .tuple(fc.nat(99), fc.nat(99), fc.nat(99))
      .map(numbers => numbers.join('.'));
    const host = fc.constantFrom('github.com', 'localhost:7100');
    fc.assert(
      fc.property(
        host,
        word,
        word,
        word,
        version,
        (hostName, owner, name, module, release) => {
          const source = {
            host: hostName,
            repository: `${owner}/${name}`,
            module,
            version: release,
          };
          expect(parseModuleSource(formatModuleSource(source))).toEqual(source);
        },
      ),
    );
  });

  it('lets the examples of a text name the forge that there is', () => {
    const at = { host: 'localhost:7100', repository: 'acme/central' };
    const text = (place: string) =>
      `\`source = "git::https://${place}.git//infrastructure/modules/alb?ref=alb/v2.1.0"\` and <https://github.com/connectly/platform>.`;
    expect(withModuleSourcesAt(text('github.com/connectly/platform'), at)).toBe(text('localhost:7100/acme/central'));
    const others = 'git::https://github.com/other/modules.git//alb?ref=v1 git::https://infrastructure/x';
    expect(withModuleSourcesAt(others, at)).toBe(others);
  });

  it('never throws, and knows what is pinned', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 3000 }),
        text => void parseModuleSource(text),
      ),
    );
    const base = 'git::https://github.com/o/r.git//infrastructure/modules/alb';
    expect(parseModuleSource(base)).toEqual({
      host: 'github.com',
      repository: 'o/r',
      module: 'alb',
    });
    expect(parseModuleSource(`${base}?ref=main`)).toMatchObject({
      ref: 'main',
    });
    expect(parseModuleSource(`${base}?ref=rds/v1.0.0`)).toEqual(
      expect.not.objectContaining({ version: expect.anything() }),
    );
    expect(
      parseModuleSource(`${base}?depth=1&ref=alb/v1.0.0-rc.1`),
    ).toMatchObject({ version: '1.0.0-rc.1' });
    expect(
      parseModuleSource(
        'git::https://user:pw@github.com/o/r//infrastructure/modules/alb',
      ),
    ).toMatchObject({
      host: 'github.com',
      repository: 'o/r',
    });
    for (const other of [
      './alb',
      'terraform-aws-modules/rds/aws',
      'git::ssh://git@github.com/o/r.git//infrastructure/modules/alb',
      `${base}/../../x`,
    ]) {
      expect(parseModuleSource(other)).toBeUndefined();
    }
    expect(parseReleaseTag('alb/v1.2.3+build.7')).toEqual({
      module: 'alb',
      version: '1.2.3+build.7',
    });
    for (const version of [
      'v1.2',
      'v01.2.3',
      'v1.2.3-01',
      'v1.2.3-',
      'v1.2.3 ',
      'vv1.2.3',
      'v99999999999999999999.0.0',
      `v1.2.3-${'a'.repeat(300)}`,
    ]) {
      expect(parseReleaseTag(`alb/${version}`)).toBeUndefined();
      expect(parseModuleSource(`${base}?ref=alb/${version}`)).toEqual(
        expect.not.objectContaining({ version: expect.anything() }),
      );
    }
  });
});

describe('readManifest', () => {
  const good = [
    'title: Load balancer',
    'description: Balances',
    'owner: group:default/platform',
    'lifecycle: production',
    'deprecated:',
    '  - { range: "<1.1.0", reason: No logs, date: 2026-01-01 }',
    'wiring:',
    '  vpc_id: { contract: network, value: vpc_id }',
    '  tags: { module: common-tags, output: tags }',
    '',
  ].join('\n');

  it('reads a manifest', () => {
    expect(readManifest(good, { name: 'alb' })).toEqual({
      manifest: {
        title: 'Load balancer',
        description: 'Balances',
        owner: 'group:default/platform',
        lifecycle: 'production',
        deprecated: [
          { range: '<1.1.0', reason: 'No logs', date: '2026-01-01' },
        ],
        groups: [],
        wiring: {
          vpc_id: { contract: 'network', value: 'vpc_id' },
          tags: { module: 'common-tags', output: 'tags' },
        },
      },
      findings: [],
    });
  });

  it('takes what hides out of texts that are shown', () => {
    const hostile = good.replace('Load', 'Lo\u202ead').replace('No logs', '\u2067No logs\u2069');
    expect(readManifest(hostile, { name: 'alb' })).toEqual(readManifest(good, { name: 'alb' }));
  });

  it.each([
    [
      'an owner that is no reference',
      good.replace('group:default/platform', 'platform'),
      3,
      'owner',
    ],
    [
      'an unknown lifecycle',
      good.replace('production', 'done'),
      4,
      'lifecycle',
    ],
    ['a range that is none', good.replace('<1.1.0', 'old'), 6, 'range'],
    [
      'wiring to nowhere',
      good.replace('value: vpc_id', 'vlaue: vpc_id'),
      8,
      'wiring.vpc_id',
    ],
    ['an unknown field', `${good}titel: x\n`, 10, 'titel'],
    ['broken YAML', 'title: [', 1, 'YAML'],
    ['a tag that nobody knows', good.replace('Load', '!!js/function Load'), 1, '!!js/function'],
    ['a key that copies lose', `${good}  __proto__: { module: x, output: y }\n`, 10, 'wiring.__proto__'],
    ['a list', '- 1\n', 1, 'mapping'],
  ])('finds %s at its line', (_, text, line, word) => {
    const { findings } = readManifest(text, { name: 'alb' });

    expect(
      findings.map(({ code, position }) => ({ code, line: position.line })),
    ).toContainEqual({ code: 'PLT-205', line });
    expect(findings.map(finding => finding.message).join()).toContain(word);
  });

  it('reads the same with either of its parsers', () => {
    const piece = fc.constantFrom(...' :-[]{}#\'"|>?,\n\\~_.+0x1oe', ': ', '- ', ' #', '|\n ', '>-\n  ', 'null', 'yes', '1_0', '0b1', '"\\u263a"', '? ', '비용');
    const edit = fc.record({ at: fc.nat(good.length), removed: fc.nat(3), inserted: fc.array(piece, { maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), edits => {
        const text = edits.reduce((before, { at, removed, inserted }) => before.slice(0, at) + inserted.join('') + before.slice(at + removed), good);
        const read = readManifest(text, { name: 'alb' });
        // the character of an anchor has the careful parser read it all, as a comment
        const careful = read.findings.length === 0 ? readManifest(`${text}\n# &`, { name: 'alb' }) : read;
        expect(careful).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string(), text => void readManifest(text, { name: 'x' })),
    );
    expect(
      readManifest('a: &a [x]\nb: [*a,*a]\n'.padEnd(70_000, '#'), { name: 'x' })
        .findings[0].code,
    ).toBe('PLT-207');
  });
});

describe('readModule and readModuleCatalogue', () => {
  const mockDirectory = createMockDirectory();

  it('reads modules of a checkout with examples, versions and what is wrong', async () => {
    mockDirectory.setContent({
      infrastructure: {
        modules: {
          alb: {
            'main.tf': 'variable "name" {}\n',
            'module.yaml':
              'title: A\ndescription: B\nowner: group:default/platform\nlifecycle: production\ngroups: [{ title: G, variables: [name, gone] }]\n',
            'CHANGELOG.md':
              '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-02-03\n\n## [1.0.0]\n',
            'README.md': '# alb\n',
            'UPGRADE-2.md': '# To 2\n',
            'UPGRADE-x.md': '# To nowhere\n',
            examples: {
              basic: { 'main.tf': 'module "x" {}\n', sub: { 'a.tf': '' } },
            },
            '.terraform': { 'cached.tf': 'variable "no" {}' },
          },
          notes: { 'README.md': 'no module' },
        },
      },
    });

    const modules = await readModuleCatalogue(mockDirectory.path);

    expect([...modules.keys()]).toEqual(['alb']);
    expect(modules.get('alb')).toMatchObject({
      name: 'alb',
      version: '1.2.0',
      readme: '# alb\n',
      upgrades: { 2: '# To 2\n' },
      examples: { basic: { 'main.tf': 'module "x" {}\n', 'sub/a.tf': '' } },
      findings: [
        { code: 'PLT-205', message: expect.stringContaining('"gone"') },
      ],
    });
    expect(
      await readModuleCatalogue(mockDirectory.resolve('infrastructure')),
    ).toEqual(new Map());
  });

  it('takes the version that it is told, and does without files', async () => {
    expect(await readModule({}, { name: 'x', version: '3.0.0' })).toMatchObject(
      { version: '3.0.0' },
    );
    expect(await readModule({}, { name: 'x' })).toMatchObject({
      version: '0.0.0',
      findings: [{ code: 'PLT-205' }],
    });
    expect(readChangelog('## v2.0.0 - 2026-01-01\r\n## [x]\n## 1.0')).toEqual([
      { version: '2.0.0', date: '2026-01-01' },
    ]);
  });
});
