import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EventsService } from '@backstage/plugin-events-node';
import {
  everyPage,
  followAndRepeat,
  RepositoriesService,
} from '@connectly/plugin-repositories-node';
import {
  TerraformChangedEvent,
  terraformChangedTopic,
} from '@connectly/plugin-terraform-common';
import {
  TerraformRequestOptions,
  TerraformService,
} from '@connectly/plugin-terraform-node';
import { isDeepStrictEqual } from 'util';
import { moduleEntity, stackEntities, TreeUrl } from './toEntities';
import { usageKey } from './TerraformRelationsProcessor';

const locationKey = 'terraform';

/** Replicas that overtake each other give once more so often; what is left then, the next refresh finds. */
const attempts = 5;

/** What the provider works with. */
export interface TerraformEntityProviderOptions {
  terraform: TerraformService;
  repositories: RepositoriesService;
  events: EventsService;
  auth: AuthService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Modules, stacks and contracts as entities: those that a change names at once, all of them now and then. When
 * anything cannot be read, nothing is changed.
 */
export class TerraformEntityProvider implements EntityProvider {
  readonly #options: TerraformEntityProviderOptions;
  #connection?: EntityProviderConnection;

  static create(
    options: TerraformEntityProviderOptions,
  ): TerraformEntityProvider {
    return new TerraformEntityProvider(options);
  }

  private constructor(options: TerraformEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'TerraformEntityProvider:default';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await followAndRepeat<TerraformChangedEvent>({
      ...this.#options,
      id: 'terraform-entities',
      topic: terraformChangedTopic,
      follow: (change, request) => this.#follow(change, request),
      repeat: request => this.refresh(request),
      problem: () =>
        'PLT-401: the entities of modules and stacks stay as they were',
    });
  }

  /** Reads everything. @throws when anything cannot be read; then nothing is changed. */
  async refresh(request: TerraformRequestOptions): Promise<void> {
    await this.#untilItStands(async () => {
      const { entities, complete } = await this.#readAll(request);
      const added = entities.map(deferred);
      return complete
        ? { type: 'full', entities: added }
        : { type: 'delta', added, removed: [] };
    });
  }

  async #follow(
    change: TerraformChangedEvent,
    request: TerraformRequestOptions,
  ): Promise<void> {
    if (change.modules.length + change.stacks.length > 0) {
      await this.#untilItStands(async () => {
        const { added, removed } = await this.#readNamed(change, request);
        return {
          type: 'delta',
          added: added.map(deferred),
          removed: removed.map(entityRef => ({ entityRef, locationKey })),
        };
      });
    }
    if (change.repositories.length > 0) {
      await this.#connection!.refresh({
        keys: change.repositories.map(usageKey),
      });
    }
  }

  /**
   * Gives to the catalog what is read, and reads once more: another replica may have given something newer between
   * the reading and the giving, which this one has put back then.
   */
  async #untilItStands(
    read: () => Promise<EntityProviderMutation>,
  ): Promise<void> {
    let mutation = await read();
    for (let attempt = 0; attempt < attempts; attempt++) {
      await this.#connection!.applyMutation(mutation);
      const now = await read();
      if (isDeepStrictEqual(now, mutation)) {
        return;
      }
      mutation = now;
    }
  }

  async #readAll(
    request: TerraformRequestOptions,
  ): Promise<{ entities: Entity[]; complete: boolean }> {
    const { terraform } = this.#options;
    const { items: modules, complete } = await everyPage(paging =>
      terraform.listModules(paging, request),
    );
    const { items: stacks } = await everyPage(paging =>
      terraform.listStacks(paging, request),
    );
    const treeUrl = await this.#treeUrl([...modules, ...stacks], request);
    const entities = modules.map(module => moduleEntity(module, treeUrl));
    for (const { name } of stacks) {
      entities.push(
        ...stackEntities(await terraform.getStack({ name }, request), treeUrl),
      );
    }
    return { entities, complete };
  }

  /** Entities of what a change names, and references of those that it took away. */
  async #readNamed(
    change: TerraformChangedEvent,
    request: TerraformRequestOptions,
  ): Promise<{ added: Entity[]; removed: string[] }> {
    const { terraform } = this.#options;
    const modules = await Promise.all(
      change.modules.map(name =>
        orMissing(terraform.getModule({ name }, request)),
      ),
    );
    const stacks = await Promise.all(
      change.stacks.map(name =>
        orMissing(terraform.getStack({ name }, request)),
      ),
    );
    const treeUrl = await this.#treeUrl([...modules, ...stacks], request);

    const added: Entity[] = [];
    const removed: string[] = [];
    for (const [index, name] of change.modules.entries()) {
      const module = modules[index];
      if (module) {
        added.push(moduleEntity(module, treeUrl));
      } else {
        removed.push(refOf('Component', name));
      }
    }
    for (const [index, name] of change.stacks.entries()) {
      const stack = stacks[index];
      const entities = stack ? stackEntities(stack, treeUrl) : [];
      added.push(...entities);
      const gone = ['Resource', 'API'].filter(
        kind => !entities.some(entity => entity.kind === kind),
      );
      removed.push(...gone.map(kind => refOf(kind, name)));
    }
    return { added, removed };
  }

  /** Addresses of the repositories that the places name. */
  async #treeUrl(
    places: ({ repository: string } | undefined)[],
    request: TerraformRequestOptions,
  ): Promise<TreeUrl> {
    const roots = new Map<string, string>();
    for (const place of places) {
      if (place && !roots.has(place.repository)) {
        const found = await this.#options.repositories.getRepository(
          { repository: place.repository },
          request,
        );
        roots.set(place.repository, `${found.url}/tree/${found.defaultBranch}`);
      }
    }
    return (repository, directory) => `${roots.get(repository)}/${directory}/`;
  }
}

function deferred(entity: Entity): DeferredEntity {
  return { entity, locationKey };
}

/** As the catalog keeps it: it compares what is taken away letter by letter. */
function refOf(kind: string, name: string): string {
  return stringifyEntityRef({ kind, namespace: 'default', name });
}

async function orMissing<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch(error => {
    if (error.statusCode === 404 || error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  });
}
