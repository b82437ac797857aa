import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  PlatformError,
  platformAnnotations,
  strictYaml,
  yamlFault,
} from '@connectly/plugin-platform-common';
import { Repository } from '@connectly/plugin-repositories-common';
import { Document, LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod/v3';
import { byRef } from './DatabaseEntityMemory';
import { problemAnnotation } from './RepositoryProblemProcessor';

/** Bounds on one file that anybody who can push may have written. */
const lengthLimit = 256 * 1024;
const documentLimit = 50;
const aliasLimit = 20;

/**
 * What a repository may say of itself. People, teams and templates come from elsewhere, and a Location would make the
 * portal read whatever it names.
 */
const allowedKinds = ['Component', 'API', 'Resource', 'System', 'Domain'];

const techdocsAnnotation = 'backstage.io/techdocs-ref';

/** TechDocs reads what the annotation names with the portal's credentials, whoever it belongs to. */
function isOwnDirectory(reference: string | undefined): boolean {
  const [, directory] =
    /^dir:([A-Za-z0-9._/-]*)$/.exec(reference ?? 'dir:') ?? [];
  return (
    directory !== undefined &&
    !directory.startsWith('/') &&
    !directory.split('/').includes('..')
  );
}

const documentSchema = z
  .object({
    apiVersion: z.string().regex(/^backstage\.io\//),
    kind: z
      .string()
      .refine(
        kind => allowedKinds.includes(kind),
        `must be one of ${allowedKinds.join(', ')}`,
      ),
    metadata: z
      .object({
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/),
        namespace: z
          .string()
          .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
          .optional(),
        annotations: z
          .record(z.string())
          .refine(
            annotations => isOwnDirectory(annotations[techdocsAnnotation]),
            `"${techdocsAnnotation}" must be a directory of this repository, such as "dir:."`,
          )
          .optional(),
      })
      .passthrough(),
    spec: z.record(z.unknown()).optional(),
  })
  .passthrough();

/** The file that describes a repository. */
export const catalogFile = 'catalog-info.yaml';

/**
 * Reads the entities of a repository's catalog-info.yaml, by reference.
 * @throws PlatformError `PLT-406` with the document and the rule that it breaks: half a file is never taken for the whole.
 */
export function readEntities(text: string, repository: Repository): Entity[] {
  const refuse = (message: string, document?: number): never => {
    const file = `${repository.fullName}/${catalogFile}`;
    throw new PlatformError({
      code: 'PLT-406',
      message,
      where: document === undefined ? file : `${file}, document ${document}`,
    });
  };
  if (text.length > lengthLimit) {
    return refuse(`The file is longer than ${lengthLimit} characters.`);
  }
  const lines = new LineCounter();
  const documents = parse(text, lines);
  if (documents instanceof Error) {
    return refuse(`The file cannot be read: ${documents.message}.`);
  }
  if (documents.length > documentLimit) {
    return refuse(`The file has more than ${documentLimit} documents.`);
  }
  const tree = `${repository.url}/tree/${repository.defaultBranch}/`;
  const entities = new Map<string, Entity>();
  for (const [index, document] of documents.entries()) {
    const number = index + 1;
    const fault = yamlFault(document, { text, lines }, { aliases: true });
    if (fault) {
      return refuse(`Line ${fault.line}: ${fault.message}`, number);
    }
    const content = plain(document);
    if (content instanceof Error) {
      return refuse(`This cannot be read: ${content.message}.`, number);
    }
    if (content === null) {
      continue;
    }
    const parsed = documentSchema.safeParse(content);
    if (!parsed.success) {
      const [{ path, message }] = parsed.error.issues;
      return refuse(`"${path.join('.')}" ${message}.`, number);
    }
    const placeholder = placeholderOf(content);
    if (placeholder !== undefined) {
      return refuse(
        `"${placeholder}" would make the portal read another file; write the text itself.`,
        number,
      );
    }
    const { metadata } = parsed.data;
    const { [problemAnnotation]: _, ...annotations } =
      metadata.annotations ?? {};
    const entity: Entity = {
      ...(parsed.data as Entity),
      metadata: {
        ...metadata,
        annotations: {
          ...annotations,
          // Ours come last: where an entity stands is not for its file to say.
          [ANNOTATION_LOCATION]: `url:${tree}${catalogFile}`,
          [ANNOTATION_ORIGIN_LOCATION]: `url:${tree}${catalogFile}`,
          [ANNOTATION_SOURCE_LOCATION]: `url:${tree}`,
          [platformAnnotations.repository]: repository.fullName,
        },
      },
    };
    const ref = stringifyEntityRef(entity);
    if (entities.has(ref)) {
      return refuse(`"${ref}" is described twice.`, number);
    }
    entities.set(ref, entity);
  }
  return [...entities.values()].sort(byRef);
}

/** The documents of a file; nesting without end is an error. */
function parse(text: string, lineCounter: LineCounter): Document[] | Error {
  try {
    const documents = parseAllDocuments(text, { ...strictYaml, lineCounter });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    return error as Error;
  }
}

/** A document as plain JSON, or why it cannot be that; `null` when it is empty. */
function plain(document: Document): unknown {
  try {
    const content = document.toJS({ maxAliasCount: aliasLimit });
    return JSON.parse(JSON.stringify(content ?? null));
  } catch (error) {
    return error as Error;
  }
}

/** The first key, at any depth, that the catalog would take for an order to read something else. */
function placeholderOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) {
    return undefined;
  }
  for (const [key, value] of Object.entries(content)) {
    const found = key.startsWith('$') ? key : placeholderOf(value);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
