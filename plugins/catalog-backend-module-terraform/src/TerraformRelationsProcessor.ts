import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  getCompoundEntityRef,
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { TerraformService } from '@connectly/plugin-terraform-node';
import { entityTypes } from './toEntities';

/** What the processor remembers of a repository, in case the next read fails. */
interface RememberedUsage {
  [key: string]: string[];
  modules: string[];
  stacks: string[];
}

/** The key by which a change of a repository's Terraform asks for its entities to be processed again. */
export function usageKey(repository: string): string {
  return `terraform-usage:${repository.toLowerCase()}`;
}

/**
 * Relations that a repository's real HCL tells and its catalog-info.yaml need not: a service depends on the modules
 * that it calls and consumes the contracts that it reads; a stack provides its contract.
 */
export class TerraformRelationsProcessor implements CatalogProcessor {
  readonly #terraform: TerraformService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  /** Why something could not be read, and of which repository that was said. */
  readonly #said = new Map<string, string>();

  static create(options: {
    terraform: TerraformService;
    auth: AuthService;
    logger: LoggerService;
  }): TerraformRelationsProcessor {
    const { terraform, auth, logger } = options;
    return new TerraformRelationsProcessor(terraform, auth, logger);
  }

  private constructor(
    terraform: TerraformService,
    auth: AuthService,
    logger: LoggerService,
  ) {
    this.#terraform = terraform;
    this.#auth = auth;
    this.#logger = logger;
  }

  getProcessorName(): string {
    return 'TerraformRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    const self = getCompoundEntityRef(entity);
    if (entity.kind === 'API' && entity.spec?.type === entityTypes.contract) {
      const stack: CompoundEntityRef = { ...self, kind: 'Resource' };
      relate(emit, {
        from: stack,
        to: self,
        forth: RELATION_PROVIDES_API,
        back: RELATION_API_PROVIDED_BY,
      });
    }
    const repository =
      entity.metadata.annotations?.[platformAnnotations.repository];
    if (
      entity.kind !== 'Component' ||
      entity.spec?.type !== 'service' ||
      !repository
    ) {
      return entity;
    }
    emit(processingResult.refresh(usageKey(repository)));
    const usage = await this.#usage(repository, cache);
    for (const name of usage?.modules ?? []) {
      const module = { kind: 'Component', namespace: 'default', name };
      relate(emit, {
        from: self,
        to: module,
        forth: RELATION_DEPENDS_ON,
        back: RELATION_DEPENDENCY_OF,
      });
    }
    for (const name of usage?.stacks ?? []) {
      const contract = { kind: 'API', namespace: 'default', name };
      relate(emit, {
        from: self,
        to: contract,
        forth: RELATION_CONSUMES_API,
        back: RELATION_API_CONSUMED_BY,
      });
    }
    return entity;
  }

  /** What the repository uses, as it is now or, when that cannot be told, as it was. */
  async #usage(
    repository: string,
    cache: CatalogProcessorCache,
  ): Promise<RememberedUsage | undefined> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { modules, contracts, unread } =
        await this.#terraform.getServiceUsage({ repository }, { credentials });
      this.#forget(repository);
      if (unread) {
        return cache.get<RememberedUsage>(repository);
      }
      const known = modules
        .filter(call => call.latestVersion !== undefined)
        .map(call => call.module);
      const published = contracts
        .filter(use => use.published)
        .map(use => use.stack);
      const usage = {
        modules: [...new Set(known)].sort(),
        stacks: [...new Set(published)].sort(),
      };
      await cache.set(repository, usage);
      return usage;
    } catch (error) {
      this.#sayOnce(repository, error as Error & { statusCode?: number });
      // A relation that vanished because a service did not answer would look like a service that stopped using it.
      return cache.get<RememberedUsage>(repository);
    }
  }

  /**
   * One line for each kind of failure, not for each service that the catalog processes meanwhile. Messages do not tell
   * the kinds apart: each may name its own repository.
   */
  #sayOnce(repository: string, error: Error & { statusCode?: number }): void {
    const reason = `${error.name} ${error.statusCode}`;
    if (!this.#said.has(reason)) {
      this.#said.set(reason, repository);
      this.#logger.warn(
        `PLT-401: the relations of services to modules and contracts stay as they were, first of "${repository}": ${error.message}`,
      );
    }
  }

  /** What was said of a repository that can be read again may be said anew. */
  #forget(repository: string): void {
    for (const [reason, first] of this.#said) {
      if (first === repository) {
        this.#said.delete(reason);
      }
    }
  }
}

function relate(
  emit: CatalogProcessorEmit,
  relation: {
    from: CompoundEntityRef;
    to: CompoundEntityRef;
    forth: string;
    back: string;
  },
): void {
  const { from, to, forth, back } = relation;
  emit(processingResult.relation({ source: from, type: forth, target: to }));
  emit(processingResult.relation({ source: to, type: back, target: from }));
}
