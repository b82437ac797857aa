import { parseDocument } from 'yaml';
import { z } from 'zod/v3';

/** What a stack says about itself in `stack.yaml`; the file may be missing. */
export interface StackManifest {
  title: string;
  description: string;
  owner: string;
  /**
   * Names of the values that it promises under its own name. `<…>` stands for names that only the apply knows, as in
   * `plan_role_arn_<service>`.
   */
  promises: string[];
}

/** More than any contract needs, and little enough to show. */
const promiseLimit = 200;

const fields = z.object({
  title: z.string().min(1).optional().catch(undefined),
  description: z.string().min(1).optional().catch(undefined),
  owner: z
    .string()
    .regex(/^(group|user):[a-z0-9-]+\/[A-Za-z0-9._-]+$/)
    .optional()
    .catch(undefined),
  contracts: z.record(z.record(z.unknown())).optional().catch(undefined),
});

const promiseName = /^[a-z][a-z0-9_]*(<[a-z]+>[a-z0-9_]*)*$/;

/** Reads `stack.yaml`; a field that is missing or wrong has the stack's own name, nothing, or the owner of all stacks. */
export function readStackManifest(
  text: string | undefined,
  options: { name: string; defaultOwner: string },
): StackManifest {
  const manifest: StackManifest = {
    title: options.name,
    description: '',
    owner: options.defaultOwner,
    promises: [],
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
  const { title, description, owner, contracts } = parsed.data;
  return {
    title: title ?? manifest.title,
    description: description ?? manifest.description,
    owner: owner ?? manifest.owner,
    promises: Object.keys(contracts?.[options.name] ?? {})
      .filter(name => promiseName.test(name) && name.length <= 100)
      .slice(0, promiseLimit),
  };
}

function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}
