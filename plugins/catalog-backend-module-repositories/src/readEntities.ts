import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { Repository } from '@connectly/plugin-repositories-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod/v3';

/** Bounds on one file that anybody who can push may have written. */
const lengthLimit = 256 * 1024;
const documentLimit = 50;
const aliasLimit = 20;

/**
 * What a repository may say of itself. People, teams and templates come from elsewhere, and a Location would make the
 * portal read whatever it names.
 */
const allowedKinds = ['Component', 'API', 'Resource', 'System', 'Domain'];

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
        annotations: z.record(z.string()).optional(),
      })
      .passthrough(),
    spec: z.record(z.unknown()).optional(),
  })
  .passthrough();

/** The file that describes a repository. */
export const catalogFile = 'catalog-info.yaml';

/**
 * Reads the entities of a repository's catalog-info.yaml.
 * @throws Error with the document and the rule that it breaks: half a file is never taken for the whole.
 */
export function readEntities(text: string, repository: Repository): Entity[] {
  if (text.length > lengthLimit) {
    throw new Error(
      `PLT-207: ${catalogFile} is longer than ${lengthLimit} characters`,
    );
  }
  const documents = parseAllDocuments(text, {
    schema: 'core',
    customTags: [],
    prettyErrors: false,
  });
  if (!Array.isArray(documents)) {
    return [];
  }
  if (documents.length > documentLimit) {
    throw new Error(
      `PLT-207: ${catalogFile} has more than ${documentLimit} documents`,
    );
  }
  const tree = `${repository.url}/tree/${repository.defaultBranch}/`;
  const entities: Entity[] = [];
  for (const [index, document] of documents.entries()) {
    if (document.errors.length > 0) {
      throw new Error(
        `PLT-401: document ${index + 1} of ${catalogFile} is no YAML: ${
          document.errors[0].message
        }`,
      );
    }
    const content: unknown = document.toJS({ maxAliasCount: aliasLimit });
    if (content === null || content === undefined) {
      continue;
    }
    const parsed = documentSchema.safeParse(content);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(
        `PLT-401: document ${index + 1} of ${catalogFile}: "${issue.path.join(
          '.',
        )}" ${issue.message}`,
      );
    }
    const { metadata } = parsed.data;
    entities.push({
      ...(parsed.data as Entity),
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          // Ours come last: where an entity stands is not for its file to say.
          [ANNOTATION_LOCATION]: `url:${tree}${catalogFile}`,
          [ANNOTATION_ORIGIN_LOCATION]: `url:${tree}${catalogFile}`,
          [ANNOTATION_SOURCE_LOCATION]: `url:${tree}`,
          [platformAnnotations.repository]: repository.fullName,
        },
      },
    });
  }
  return entities;
}
