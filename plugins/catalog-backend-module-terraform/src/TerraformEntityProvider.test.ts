import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { RepositoriesService } from '@connectly/plugin-repositories-node';
import {
  ModuleDetails,
  terraformChangedTopic,
} from '@connectly/plugin-terraform-common';
import { TerraformService } from '@connectly/plugin-terraform-node';
import { TerraformEntityProvider } from './TerraformEntityProvider';

const moduleAt = (name: string, latestVersion: string) =>
  ({
    name,
    title: name,
    latestVersion,
    repository: 'connectly/platform',
    directory: `infrastructure/modules/${name}`,
  } as ModuleDetails);

describe('TerraformEntityProvider', () => {
  async function setUp() {
    /** Versions of modules, as the projection shows them to every replica. */
    const versions = new Map([
      ['alb', '1.0.0'],
      ['rds', '1.0.0'],
    ]);
    const state = { complete: true };
    const terraform: Partial<TerraformService> = {
      listModules: async () => ({
        items: [...versions].map(([name, version]) => moduleAt(name, version)),
        total: versions.size,
        complete: state.complete,
      }),
      listStacks: async () => ({
        items: [],
        total: 0,
        complete: state.complete,
      }),
      getModule: async ({ name }) => {
        const version = versions.get(name);
        if (!version) {
          throw new NotFoundError(name);
        }
        return moduleAt(name, version);
      },
    };
    const repositories: Partial<RepositoriesService> = {
      getRepository: async () =>
        ({ url: 'https://forge.test/p', defaultBranch: 'main' } as Awaited<
          ReturnType<RepositoriesService['getRepository']>
        >),
    };
    const shown = new Map<string, string>();
    const removed: string[] = [];
    let beforeMutation = async () => {};
    const show = ({ entity }: { entity: { metadata: any } }) =>
      shown.set(
        entity.metadata.name,
        entity.metadata.annotations['platform.connectly.io/version'],
      );
    const applyMutation = async (mutation: EntityProviderMutation) => {
      await beforeMutation();
      if (mutation.type === 'full') {
        shown.clear();
        mutation.entities.forEach(show);
        return;
      }
      for (const { entityRef } of mutation.removed as { entityRef: string }[]) {
        removed.push(entityRef);
        shown.delete(entityRef.split('/')[1]);
      }
      mutation.added.forEach(show);
    };
    const events = mockServices.events();
    const provider = TerraformEntityProvider.create({
      terraform: terraform as TerraformService,
      repositories: repositories as RepositoriesService,
      events,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      taskRunner: { run: async () => {} },
    });
    await provider.connect({ applyMutation, refresh: async () => {} });
    const refresh = async () =>
      provider.refresh({
        credentials: await mockServices.auth().getOwnServiceCredentials(),
      });
    const tell = (...modules: string[]) =>
      events.publish({
        topic: terraformChangedTopic,
        eventPayload: { modules, stacks: [], repositories: [] },
      });
    /** Lets another replica give something newer just before the next mutation. */
    const overtake = (change: () => void) => {
      beforeMutation = async () => {
        beforeMutation = async () => {};
        change();
        shown.clear();
        versions.forEach((version, name) => shown.set(name, version));
      };
    };
    return { versions, shown, removed, state, refresh, tell, overtake };
  }

  it('ends with what is newest when another replica gives something newer meanwhile', async () => {
    const { versions, shown, refresh, tell, overtake } = await setUp();
    overtake(() => {
      versions.set('alb', '1.1.0');
      versions.set('new', '1.0.0');
    });
    await refresh();
    expect(shown).toEqual(versions);

    versions.set('alb', '1.2.0');
    overtake(() => void versions.delete('alb'));
    await tell('alb');
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(shown).toEqual(versions);
  });

  it('takes away a module whose name has capitals by the reference that the catalog keeps', async () => {
    const { versions, removed, refresh, tell } = await setUp();
    versions.set('RDS', '1.0.0');
    await refresh();
    versions.delete('RDS');
    await tell('RDS');
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(removed).toEqual(['component:default/rds']);
  });

  it('takes nothing away while the projection is filled again from nothing', async () => {
    const { versions, shown, state, refresh } = await setUp();
    await refresh();
    state.complete = false;
    versions.delete('rds');
    await refresh();
    expect([...shown.keys()]).toEqual(['alb', 'rds']);
    state.complete = true;
    await refresh();
    expect([...shown.keys()]).toEqual(['alb']);
  });
});
