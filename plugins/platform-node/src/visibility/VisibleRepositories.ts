import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';

/** A caller's repositories are asked for again after so many milliseconds. */
const lifetime = 20_000;
const callerLimit = 1_000;
const pageSize = 1_000;
const annotation = `metadata.annotations.${platformAnnotations.repository}`;

/**
 * Which repositories' documents and files a caller may see: those whose entity the catalog shows him. So a file is as private as
 * the entity that it belongs to, and whoever decides about entities decides about files.
 * @public
 */
export class VisibleRepositories {
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  readonly #known = new Map<
    string,
    { until: number; repositories: Promise<Set<string>> }
  >();

  static create(options: {
    catalog: CatalogService;
    /** Milliseconds. */
    now?: () => number;
  }): VisibleRepositories {
    return new VisibleRepositories(options.catalog, options.now ?? Date.now);
  }

  private constructor(catalog: CatalogService, now: () => number) {
    this.#catalog = catalog;
    this.#now = now;
  }

  /** `owner/name` of every repository that the caller may see. @throws what the catalog throws */
  async of(credentials: BackstageCredentials): Promise<Set<string>> {
    const caller = callerOf(credentials);
    const known = caller && this.#known.get(caller);
    if (known && known.until > this.#now()) {
      return known.repositories;
    }
    const repositories = this.#read(credentials);
    if (caller) {
      if (this.#known.size >= callerLimit) {
        this.#known.clear();
      }
      this.#known.set(caller, { until: this.#now() + lifetime, repositories });
      // What failed is asked for again by the next request.
      repositories.catch(() => this.#known.delete(caller));
    }
    return repositories;
  }

  async #read(credentials: BackstageCredentials): Promise<Set<string>> {
    const repositories = new Set<string>();
    const pages = this.#catalog.streamEntities(
      {
        filter: { [annotation]: CATALOG_FILTER_EXISTS },
        fields: ['metadata.annotations'],
        pageSize,
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const { metadata } of page) {
        const repository =
          metadata.annotations?.[platformAnnotations.repository];
        if (repository) {
          repositories.add(repository);
        }
      }
    }
    return repositories;
  }
}

/** Who asks: a person, or a plugin, which reads page after page. Of another token the name does not tell what it may. */
function callerOf({ principal }: BackstageCredentials): string | undefined {
  const { type, userEntityRef, subject, accessRestrictions } = principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
    accessRestrictions?: object;
  };
  if (type === 'user') {
    return userEntityRef;
  }
  return type === 'service' && !accessRestrictions ? subject : undefined;
}
