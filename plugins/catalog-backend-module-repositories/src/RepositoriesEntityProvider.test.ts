import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { EventParams } from '@backstage/plugin-events-node';
import {
  repositoriesChangedTopic,
  Repository,
} from '@connectly/plugin-repositories-common';
import { RepositoriesService } from '@connectly/plugin-repositories-node';
import { RepositoriesEntityProvider } from './RepositoriesEntityProvider';

const yaml = (name: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n`;

describe('RepositoriesEntityProvider', () => {
  async function setUp(files: Map<string, string | Error>) {
    const describeRepository = (name: string): Repository => ({
      host: 'forge.test',
      fullName: `org/${name}`,
      owner: 'org',
      name,
      description: '',
      url: `https://forge.test/org/${name}`,
      defaultBranch: 'main',
      visibility: 'private',
      archived: false,
      central: false,
      commit: 'c',
    });
    const failure: { list?: Error } = {};
    const repositories: Pick<
      RepositoriesService,
      'listRepositories' | 'getRepository' | 'readFile'
    > = {
      async listRepositories() {
        if (failure.list) {
          throw failure.list;
        }
        return {
          items: [...files.keys()].map(describeRepository),
          total: files.size,
        };
      },
      async getRepository({ repository }) {
        return describeRepository(repository.split('/')[1]);
      },
      async readFile({ repository }) {
        const file =
          files.get(repository.split('/')[1]) ?? new NotFoundError('none');
        if (file instanceof Error) {
          throw file;
        }
        return file;
      },
    };
    const mutations: EntityProviderMutation[] = [];
    const events = mockServices.events();
    const provider = RepositoriesEntityProvider.create({
      repositories: repositories as RepositoriesService,
      events,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      taskRunner: { run: async () => {} },
    });
    await provider.connect({
      applyMutation: async mutation => void mutations.push(mutation),
      refresh: async () => {},
    });
    const tell = async (
      event: Partial<EventParams['eventPayload'] & object>,
    ) => {
      const count = mutations.length;
      const eventPayload = {
        ref: 'refs/heads/main',
        commit: 'd',
        added: [],
        changed: [],
        removed: [],
        ...event,
      };
      await events.publish({ topic: repositoriesChangedTopic, eventPayload });
      for (let turn = 0; turn < 50 && mutations.length === count; turn++) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    };
    return { provider, mutations, tell, failure };
  }

  const names = (mutation: EntityProviderMutation | undefined) => {
    const entities =
      mutation?.type === 'full' ? mutation.entities : mutation?.added ?? [];
    return entities.map(({ entity }) => entity.metadata.name);
  };

  it('gives every repository a key of its own, and follows changes at once', async () => {
    const files = new Map<string, string | Error>([
      ['a', yaml('a')],
      ['b', `${yaml('b')}---\n${yaml('b2')}`],
    ]);
    const { provider, mutations, tell } = await setUp(files);

    await provider.refresh();
    expect(mutations[0].type).toBe('full');
    expect(names(mutations[0])).toEqual(['a', 'b', 'b2']);
    expect(mutations[0]).toMatchObject({
      entities: [{ locationKey: 'repositories:forge.test/org/a' }, {}, {}],
    });

    files.set('b', yaml('b3'));
    await tell({ repository: 'org/b', changed: ['catalog-info.yaml'] });
    expect(names(mutations[1])).toEqual(['b3']);
    expect(mutations[1]).toMatchObject({
      type: 'delta',
      removed: [
        { entity: { metadata: { name: 'b' } } },
        { entity: { metadata: { name: 'b2' } } },
      ],
    });

    await tell({ repository: 'org/b', changed: ['README.md'] });
    expect(mutations).toHaveLength(2);

    await tell({
      repository: 'org/b',
      commit: undefined,
      removed: ['catalog-info.yaml'],
    });
    expect(mutations[2]).toMatchObject({
      added: [],
      removed: [{ entity: { metadata: { name: 'b3' } } }],
    });
  });

  it('takes nothing away when a file is broken or the repositories cannot be listed', async () => {
    const files = new Map<string, string | Error>([
      ['a', yaml('a')],
      ['b', yaml('b')],
    ]);
    const { provider, mutations, tell, failure } = await setUp(files);
    await provider.refresh();

    files.set('b', 'kind: [');
    await tell({ repository: 'org/b', changed: ['catalog-info.yaml'] });
    expect(mutations).toHaveLength(1);
    await provider.refresh();
    expect(names(mutations[1])).toEqual(['a', 'b']);

    failure.list = new Error('down');
    await expect(provider.refresh()).rejects.toThrow('down');
    expect(mutations).toHaveLength(2);

    // A process that never saw the good file knows nothing to keep, and so it only adds.
    const fresh = await setUp(files);
    await fresh.provider.refresh();
    expect(fresh.mutations).toMatchObject([{ type: 'delta', removed: [] }]);
    expect(names(fresh.mutations[0])).toEqual(['a']);
  });
});
