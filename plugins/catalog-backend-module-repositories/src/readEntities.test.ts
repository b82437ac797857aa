import { Repository } from '@connectly/plugin-repositories-common';
import { readEntities } from './readEntities';

const repository: Repository = {
  host: 'forge.test:7100',
  fullName: 'connectly/orders',
  owner: 'connectly',
  name: 'orders',
  description: '',
  url: 'http://forge.test:7100/connectly/orders',
  defaultBranch: 'main',
  visibility: 'private',
  archived: false,
  central: false,
  commit: 'c',
};

const component = (extra = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n${extra}spec:\n  type: service\n`;

describe('readEntities', () => {
  it('reads every document and says itself where the entities stand', () => {
    const lie =
      '  annotations:\n    backstage.io/source-location: url:https://elsewhere/\n    platform.connectly.io/problem: x\n    mine: kept\n    backstage.io/techdocs-ref: dir:docs/\n';
    const text = `${component(lie)}---\n---\n${component().replace(
      'Component',
      'API',
    )}`;

    const entities = readEntities(text, repository);

    expect(entities.map(entity => entity.kind)).toEqual(['API', 'Component']);
    expect(entities[1].metadata.annotations).toEqual({
      mine: 'kept',
      'backstage.io/techdocs-ref': 'dir:docs/',
      'backstage.io/managed-by-location':
        'url:http://forge.test:7100/connectly/orders/tree/main/catalog-info.yaml',
      'backstage.io/managed-by-origin-location':
        'url:http://forge.test:7100/connectly/orders/tree/main/catalog-info.yaml',
      'backstage.io/source-location':
        'url:http://forge.test:7100/connectly/orders/tree/main/',
      'platform.connectly.io/repository': 'connectly/orders',
    });
    expect(readEntities('', repository)).toEqual([]);
  });

  it.each([
    [
      'a group',
      component().replace('Component', 'Group'),
      /"kind" must be one of/,
    ],
    [
      'a location',
      component().replace('Component', 'Location'),
      /"kind" must be one of/,
    ],
    [
      'a template',
      component().replace(
        'backstage.io/v1alpha1',
        'scaffolder.backstage.io/v1beta3',
      ),
      /"apiVersion"/,
    ],
    [
      'a strange name',
      component().replace('name: orders', 'name: "../x"'),
      /"metadata.name"/,
    ],
    ['broken YAML', 'a: [', /^Line 1: This is no YAML/],
    ['a broken second document', `${component()}---\na: b: c\n`, /no YAML/],
    ['a tag that nobody knows', component().replace('type: service', 'type: !foo service'), /^Line \d+: The tag !foo/],
    ['a key that copies lose', component('  annotations: { __proto__: x }\n'), /no field metadata.annotations.__proto__/],
    [
      'many aliases',
      `a: &a [x]\n${'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n'}d: [*c,*c,*c]\n`,
      /alias/i,
    ],
    ['a huge file', '#'.repeat(300_000), /longer than/],
    ['a thousand documents', '---\na: 1\n'.repeat(1000), /more than 50/],
    ['an abyss', `a: ${'['.repeat(100_000)}`, /too deep/],
    ['an entity twice', `${component()}---\n${component()}`, /twice/],
    [
      'a file of somebody else, deep inside',
      component().replace(
        'type: service',
        'type: service\n  profile: [{ a: { $text: "https://elsewhere/" } }]',
      ),
      /"\$text"/,
    ],
    [
      'a placeholder beside other keys',
      component().replace('type: service', '$json: x\n  type: service'),
      /"\$json"/,
    ],
    ...[
      'url:https://elsewhere/docs',
      'dir:https://elsewhere/docs',
      'dir:../other',
      'dir:docs/../../other',
      'dir:/etc',
      'dir:%2e%2e/other',
      'file:.',
      '',
    ].map((reference): [string, string, RegExp] => [
      `documents of somebody else (${reference})`,
      component(
        `  annotations:\n    backstage.io/techdocs-ref: "${reference}"\n`,
      ),
      /"backstage.io\/techdocs-ref" must be/,
    ]),
  ])('refuses %s', (_, text, message) => {
    expect(() => readEntities(text, repository)).toThrow(
      expect.objectContaining({
        code: 'PLT-406',
        message: expect.stringMatching(message),
        where: expect.stringContaining('connectly/orders/catalog-info.yaml'),
      }),
    );
  });
});
