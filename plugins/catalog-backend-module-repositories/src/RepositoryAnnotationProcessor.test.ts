import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { RepositoryAnnotationProcessor } from './RepositoryAnnotationProcessor';

const annotation = 'platform.connectly.io/repository';

function setUp() {
  const asked: string[] = [];
  const state = { isDown: false, now: 0 };
  const logger = mockServices.logger.mock();
  const processor = RepositoryAnnotationProcessor.create({
    auth: mockServices.auth(),
    logger,
    config: mockServices.rootConfig({ data: { repositories: { providers: [{}, { host: 'ghe.test' }] } } }),
    now: () => state.now,
    repositories: {
      getRepository: async ({ repository }: { repository: string }) => {
        asked.push(repository);
        if (state.isDown) throw new Error('down');
        if (repository === 'org/none') throw new NotFoundError('none');
        return { url: `https://forge.test:8443/${repository}` };
      },
    } as never,
  });
  const kept = async (target: string, repository = 'org/secret', type = 'url') => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'x', annotations: { a: 'b', [annotation]: repository } },
    };
    const { metadata } = await processor.preProcessEntity(entity, { type, target });
    expect(metadata.annotations).toMatchObject({ a: 'b' });
    return Object.hasOwn(metadata.annotations!, annotation);
  };
  return { asked, logger, state, kept };
}

describe('RepositoryAnnotationProcessor', () => {
  it('lets a repository, and whoever runs the portal, say whose documents an entity shows', async () => {
    const { asked, logger, kept } = setUp();
    expect(await kept('https://github.com/org/secret/tree/main/catalog-info.yaml')).toBe(true);
    expect(await kept('https://ghe.test/org/secret/blob/main/more/catalog-info.yaml')).toBe(true);
    expect(await kept('/etc/catalog/entities.yaml', 'org/secret', 'file')).toBe(true);
    expect(asked).toEqual([]);
    // a forge whose address is not its name in the configuration
    expect(await kept('https://forge.test:8443/org/secret/tree/main/catalog-info.yaml')).toBe(true);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('takes the annotation from everybody else, and says so', async () => {
    const { asked, logger, kept } = setUp();
    const targets = [
      'https://github.com/org/mine/blob/main/catalog-info.yaml',
      'https://github.com/org/secret2/blob/main/catalog-info.yaml',
      'https://github.com/org/secret/../mine/blob/main/catalog-info.yaml',
      'https://github.com/org/secret/%2e%2e/mine/blob/main/catalog-info.yaml',
      'https://github.com/ORG/secret/blob/main/catalog-info.yaml',
      'https://elsewhere.test/org/secret/blob/main/catalog-info.yaml',
      'https://github.com@elsewhere.test/org/secret/blob/main/catalog-info.yaml',
      'http://github.com/org/secret/blob/main/catalog-info.yaml',
      'https://forge.test/org/secret/tree/main/catalog-info.yaml',
      'no address',
    ];
    for (const target of targets) expect([target, await kept(target)]).toEqual([target, false]);
    expect(await kept('https://forge.test:8443/org/mine/x', 'org/none')).toBe(false);
    expect(await kept('https://github.com//x', '')).toBe(false);
    expect(await kept('https://github.com/org/secret', '..')).toBe(false);
    const told = logger.warn.mock.calls.length;
    expect(logger.warn.mock.calls[0]).toEqual([expect.stringContaining('only a file of "org/secret"')]);
    await kept(targets[0]);
    expect(logger.warn).toHaveBeenCalledTimes(told);
    expect(asked.filter(repository => repository === 'org/secret')).toHaveLength(1);
  });

  it('fails while nobody can say where a repository is, so that the entity stays as it was', async () => {
    const { state, kept } = setUp();
    state.isDown = true;
    const target = 'https://forge.test:8443/org/secret/tree/main/catalog-info.yaml';
    await expect(kept(target)).rejects.toThrow('down');
    state.isDown = false;
    expect(await kept(target)).toBe(true);
  });
});
