import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { HandbookCollatorFactory } from './HandbookCollatorFactory';

const entityOf = (kind: string, name: string, repository: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { namespace: 'default', name, annotations: { [platformAnnotations.repository]: repository } },
});

const texts = Array.from({ length: 201 }, (_, index) => ({
  repository: index === 200 ? 'connectly/unknown' : 'connectly/platform',
  path: `docs/troubleshooting/TS-${index}-a.md`,
  language: 'en',
  kind: 'troubleshooting',
  title: 'The state is locked',
  owner: 'group:default/platform',
  tags: ['state'],
  entry: `TS-${index}`,
  symptom: 'It waits.',
  match: ['signal: (?:terminated|killed)'],
  text: '# Locked',
}));

describe('HandbookCollatorFactory', () => {
  afterEach(() => jest.restoreAllMocks());

  const factory = () =>
    HandbookCollatorFactory.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      catalog: catalogServiceMock({
        entities: [entityOf('Resource', 'network', 'connectly/platform'), entityOf('Component', 'rds', 'connectly/platform')],
      }),
    });

  it('reads every page, and names the entity that says who may find a document', async () => {
    const asked: string[] = [];
    jest.spyOn(global, 'fetch').mockImplementation(async input => {
      const url = new URL(String(input));
      asked.push(url.search);
      const [offset, limit] = ['offset', 'limit'].map(name => Number(url.searchParams.get(name)));
      return new Response(JSON.stringify({ items: texts.slice(offset, offset + limit), total: texts.length }));
    });
    const documents = await (await factory().getCollator()).toArray();
    expect(asked).toEqual(['?offset=0&limit=200', '?offset=200&limit=200']);
    // what belongs to no entity is left out
    expect(documents).toHaveLength(200);
    expect(documents[7]).toEqual({
      title: 'TS-7 The state is locked',
      text: 'It waits.\nstate\nLocked',
      location: '/handbook/document?repository=connectly%2Fplatform&path=docs%2Ftroubleshooting%2FTS-7-a.md&language=en',
      kind: 'troubleshooting',
      language: 'en',
      owner: 'group:default/platform',
      repository: 'connectly/platform',
      entry: 'TS-7',
      symptom: 'It waits.',
      signs: ['signal: terminated killed'],
      manyEntities: true,
      authorization: { resourceRef: 'component:default/rds', permissions: ['handbook.document.read', 'handbook.troubleshooting.read'] },
    });
  });

  it('fails whole when a page cannot be read, so that the last index stays', async () => {
    jest.spyOn(global, 'fetch').mockResolvedValue(new Response('{}', { status: 503 }));
    await expect((await factory().getCollator()).toArray()).rejects.toThrow('503');
  });
});
