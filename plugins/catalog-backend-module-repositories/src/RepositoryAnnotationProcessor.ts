import { AuthService, LoggerService, RootConfigService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogProcessor, LocationSpec } from '@backstage/plugin-catalog-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { RepositoriesService } from '@connectly/plugin-repositories-node';

/** Where a repository is, is asked for again after so many milliseconds. */
const lifetime = 60_000;
const answerLimit = 1_000;
const name = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*\/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/**
 * Documents and files of a repository are shown to whom an entity is shown that names it. So only a file of that repository may name it, and
 * what whoever runs the portal put on its disk; from what somebody else registered the annotation is taken.
 */
export class RepositoryAnnotationProcessor implements CatalogProcessor {
  readonly #options: RepositoryAnnotationProcessorOptions;
  readonly #hosts: string[];
  readonly #told = new Set<string>();
  readonly #known = new Map<string, { until: number; url: Promise<string | undefined> }>();

  static create(options: RepositoryAnnotationProcessorOptions): RepositoryAnnotationProcessor {
    return new RepositoryAnnotationProcessor(options);
  }

  private constructor(options: RepositoryAnnotationProcessorOptions) {
    this.#options = options;
    const providers = options.config.getOptionalConfigArray('repositories.providers') ?? [];
    this.#hosts = providers.map(provider => provider.getOptionalString('host') ?? 'github.com');
  }

  getProcessorName(): string {
    return 'RepositoryAnnotationProcessor';
  }

  async preProcessEntity(entity: Entity, location: LocationSpec): Promise<Entity> {
    const { [platformAnnotations.repository]: repository, ...annotations } = entity.metadata.annotations ?? {};
    if (repository === undefined || location.type === 'file' || (await this.#isIn(repository, location))) {
      return entity;
    }
    this.#tell(`${stringifyEntityRef(entity)} of ${location.target}: only a file of "${repository}" may say that it belongs there`);
    return { ...entity, metadata: { ...entity.metadata, annotations } };
  }

  /** Once, for every entity is processed again and again. An error of the catalog's would leave the entity as it was, with the annotation. */
  #tell(message: string): void {
    if (this.#told.has(message)) {
      return;
    }
    if (this.#told.size >= answerLimit) {
      this.#told.clear();
    }
    this.#told.add(message);
    this.#options.logger.warn(`"${platformAnnotations.repository}" is taken from ${message}`);
  }

  /** @throws when nobody can say where the repository is */
  async #isIn(repository: string, { type, target }: LocationSpec): Promise<boolean> {
    if (type !== 'url' || !name.test(repository) || !URL.canParse(target)) {
      return false;
    }
    // with dots resolved, as whoever reads it does
    const { href } = new URL(target);
    if (this.#hosts.some(host => href.startsWith(`https://${host}/${repository}/`))) {
      return true;
    }
    const url = await this.#urlOf(repository);
    return url !== undefined && href.startsWith(`${url}/`);
  }

  #urlOf(repository: string): Promise<string | undefined> {
    const { now = Date.now } = this.#options;
    const known = this.#known.get(repository);
    if (known && known.until > now()) {
      return known.url;
    }
    if (this.#known.size >= answerLimit) {
      this.#known.clear();
    }
    const url = this.#ask(repository);
    this.#known.set(repository, { until: now() + lifetime, url });
    // what failed is asked for again
    url.catch(() => this.#known.delete(repository));
    return url;
  }

  async #ask(repository: string): Promise<string | undefined> {
    const { auth, repositories } = this.#options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      return (await repositories.getRepository({ repository }, { credentials })).url;
    } catch (error) {
      const { name: kind, statusCode } = error as { name?: string; statusCode?: number };
      if (kind === 'NotFoundError' || statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }
}

/** What the processor works with. */
export interface RepositoryAnnotationProcessorOptions {
  auth: AuthService;
  config: RootConfigService;
  logger: LoggerService;
  repositories: Pick<RepositoriesService, 'getRepository'>;
  /** Milliseconds. */
  now?: () => number;
}
