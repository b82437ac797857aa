import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { Entity } from '@backstage/catalog-model';
import { EventsService } from '@backstage/plugin-events-node';
import { RepositoriesService } from '@connectly/plugin-repositories-node';
import {
  TerraformChangedEvent,
  terraformChangedTopic,
} from '@connectly/plugin-terraform-common';
import {
  TerraformPage,
  TerraformPaging,
  TerraformRequestOptions,
  TerraformService,
} from '@connectly/plugin-terraform-node';
import { moduleEntity, stackEntities, TreeUrl } from './toEntities';
import { usageKey } from './TerraformRelationsProcessor';

const pageSize = 200;
const locationKey = 'terraform';

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
  #queue: Promise<void> = Promise.resolve();

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
    const { events, logger, taskRunner } = this.#options;
    await events.subscribe({
      id: 'terraform-entities',
      topics: [terraformChangedTopic],
      onEvent: async ({ eventPayload }) => {
        this.#inTurn(() =>
          this.#follow(eventPayload as TerraformChangedEvent),
        ).catch(error =>
          logger.warn(
            'PLT-401: the entities of modules and stacks stay as they were',
            error,
          ),
        );
      },
    });
    await taskRunner.run({
      id: this.getProviderName(),
      fn: signal => this.#inTurn(() => this.refresh({ signal })),
    });
  }

  /** Reads everything. @throws when anything cannot be read; then nothing is changed. */
  async refresh(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { terraform } = this.#options;
    const request = await this.#request(options.signal);
    const modules = await everyPage(paging =>
      terraform.listModules(paging, request),
    );
    const stacks = await everyPage(paging =>
      terraform.listStacks(paging, request),
    );
    const treeUrl = await this.#treeUrl([...modules, ...stacks], request);
    const entities = modules.map(module => moduleEntity(module, treeUrl));
    for (const { name } of stacks) {
      entities.push(
        ...stackEntities(await terraform.getStack({ name }, request), treeUrl),
      );
    }
    await this.#connection!.applyMutation({
      type: 'full',
      entities: entities.map(deferred),
    });
  }

  async #follow(change: TerraformChangedEvent): Promise<void> {
    const { terraform } = this.#options;
    const request = await this.#request();
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
        removed.push(`component:default/${name}`);
      }
    }
    for (const [index, name] of change.stacks.entries()) {
      const stack = stacks[index];
      const entities = stack ? stackEntities(stack, treeUrl) : [];
      added.push(...entities);
      const gone = ['Resource', 'API'].filter(
        kind => !entities.some(entity => entity.kind === kind),
      );
      removed.push(
        ...gone.map(
          kind => `${kind.toLocaleLowerCase('en-US')}:default/${name}`,
        ),
      );
    }
    if (added.length + removed.length > 0) {
      await this.#connection!.applyMutation({
        type: 'delta',
        added: added.map(deferred),
        removed: removed.map(entityRef => ({ entityRef, locationKey })),
      });
    }
    if (change.repositories.length > 0) {
      await this.#connection!.refresh({
        keys: change.repositories.map(usageKey),
      });
    }
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

  async #request(signal?: AbortSignal): Promise<TerraformRequestOptions> {
    return {
      credentials: await this.#options.auth.getOwnServiceCredentials(),
      signal,
    };
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#queue.catch(() => {}).then(work);
    this.#queue = mine;
    return mine;
  }
}

function deferred(entity: Entity): DeferredEntity {
  return { entity, locationKey };
}

async function everyPage<T>(
  read: (paging: TerraformPaging) => Promise<TerraformPage<T>>,
): Promise<T[]> {
  const items: T[] = [];
  for (;;) {
    const page = await read({ offset: items.length, limit: pageSize });
    items.push(...page.items);
    if (page.items.length === 0 || items.length >= page.total) {
      return items;
    }
  }
}

async function orMissing<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch(error => {
    if (error.statusCode === 404 || error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  });
}
