import { parseDocument } from 'yaml';
import { z } from 'zod/v3';

/** What a stack says about itself in `stack.yaml`; the file may be missing. */
export interface StackManifest {
  title: string;
  description: string;
  owner: string;
}

const fields = z.object({
  title: z.string().min(1).optional().catch(undefined),
  description: z.string().min(1).optional().catch(undefined),
  owner: z
    .string()
    .regex(/^(group|user):[a-z0-9-]+\/[A-Za-z0-9._-]+$/)
    .optional()
    .catch(undefined),
});

/** Reads `stack.yaml`; a field that is missing or wrong has the stack's own name, nothing, or the owner of all stacks. */
export function readStackManifest(
  text: string | undefined,
  options: { name: string; defaultOwner: string },
): StackManifest {
  const manifest = {
    title: options.name,
    description: '',
    owner: options.defaultOwner,
  };
  if (text === undefined || text.length > 64 * 1024) {
    return manifest;
  }
  const document = parseDocument(text, {
    schema: 'core',
    customTags: [],
    prettyErrors: false,
  });
  const parsed = fields.safeParse(
    document.errors.length > 0 ? undefined : plain(document),
  );
  if (!parsed.success) {
    return manifest;
  }
  const { title, description, owner } = parsed.data;
  return {
    title: title ?? manifest.title,
    description: description ?? manifest.description,
    owner: owner ?? manifest.owner,
  };
}

function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}
