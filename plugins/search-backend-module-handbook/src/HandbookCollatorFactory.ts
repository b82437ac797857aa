import { Readable } from 'node:stream';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  DocumentText,
  handbookDocumentReadPermission,
  handbookKindPermissions,
} from '@connectly/plugin-handbook-common';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { plainPattern } from './plainPattern';
import { plainText } from './plainText';

const pageSize = 200;
const entityPageSize = 1_000;
const annotation = `metadata.annotations.${platformAnnotations.repository}`;

/** A document of the handbook in the search. */
export interface HandbookSearchDocument extends IndexableDocument {
  kind: DocumentText['kind'];
  language: DocumentText['language'];
  owner: string;
  repository: string;
  entry?: string;
  symptom?: string;
  /** Who may find it: whom the entity is shown, and who holds the permissions, where the search's engine sees to that. */
  authorization: { resourceRef: string; permissions: string[] };
  /** Several entities stand for its repository. Whoever is shown any of them may find it, where the search's engine sees to that. */
  manyEntities?: true;
  /** What errors say that lead to it, and what has happened when it is opened: words that somebody looks for. */
  signs?: string[];
}

/** Reads the handbook's documents for the search, each with the entity that says who may find it. */
export class HandbookCollatorFactory implements DocumentCollatorFactory {
  readonly #options: HandbookCollatorOptions;
  readonly type = 'handbook';
  readonly visibilityPermission = catalogEntityReadPermission;

  static create(options: HandbookCollatorOptions): HandbookCollatorFactory {
    return new HandbookCollatorFactory(options);
  }

  private constructor(options: HandbookCollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<HandbookSearchDocument> {
    const entities = await this.#entitiesByRepository();
    for (let offset = 0; ; offset += pageSize) {
      const { items, total } = await this.#page(offset);
      for (const text of items) {
        const guard = entities.get(text.repository);
        // What belongs to no entity is found by nobody.
        if (guard) {
          yield toSearchDocument(text, guard);
        }
      }
      if (items.length === 0 || offset + items.length >= total) {
        return;
      }
    }
  }

  async #page(offset: number): Promise<{ items: DocumentText[]; total: number }> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'handbook',
    });
    const response = await fetch(
      `${await discovery.getBaseUrl('handbook')}/texts?offset=${offset}&limit=${pageSize}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json() as Promise<{ items: DocumentText[]; total: number }>;
  }

  /** An entity that stands for each repository: of several, the first by its reference. */
  async #entitiesByRepository(): Promise<Map<string, Guard>> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities = new Map<string, Guard>();
    const pages = catalog.streamEntities(
      {
        filter: { [annotation]: CATALOG_FILTER_EXISTS },
        pageSize: entityPageSize,
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const repository =
          entity.metadata.annotations?.[platformAnnotations.repository];
        const reference = stringifyEntityRef(entity);
        const known = repository && entities.get(repository);
        if (repository) {
          const first = !known || reference < known.resourceRef;
          const resourceRef = first ? reference : known.resourceRef;
          entities.set(repository, { resourceRef, isOneOfMany: known !== undefined });
        }
      }
    }
    return entities;
  }
}

/** Which entity stands for a repository in the search. */
interface Guard {
  resourceRef: string;
  isOneOfMany: boolean;
}

function toSearchDocument(
  document: DocumentText,
  { resourceRef, isOneOfMany }: Guard,
): HandbookSearchDocument {
  const { repository, path, language, entry, symptom, match = [], scenario } = document;
  const place = new URLSearchParams({ repository, path, language });
  return {
    title: entry ? `${entry} ${document.title}` : document.title,
    text: [symptom, document.tags.join(' '), plainText(document.text)]
      .filter(Boolean)
      .join('\n'),
    location: `/handbook/document?${place}`,
    kind: document.kind,
    language,
    owner: document.owner,
    repository,
    entry,
    symptom,
    signs: [...match.map(plainPattern), ...(scenario ? [scenario] : [])],
    ...(isOneOfMany ? { manyEntities: true } : {}),
    authorization: {
      resourceRef,
      permissions: [handbookDocumentReadPermission, handbookKindPermissions[document.kind]].map(({ name }) => name),
    },
  };
}

/** What the collator works with. */
export interface HandbookCollatorOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
}
