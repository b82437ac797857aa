import {
  ModuleManifest,
  TerraformFinding,
} from '@connectly/plugin-terraform-common';
import { strictYaml, withoutHiddenCharacters, yamlFault } from '@connectly/plugin-platform-common';
import { CORE_SCHEMA, load } from 'js-yaml';
import { validRange } from 'semver';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod/v3';

/** Longest module.yaml, in UTF-16 units: a manifest is a page of text. */
const lengthLimit = 64 * 1024;

const identifier = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_-]*$/,
    'must be a name of letters, digits, "_" and "-"',
  );

const wiringSource = z.union(
  [
    z
      .object({
        contract: identifier,
        value: identifier,
        list: z.boolean().optional(),
      })
      .strict(),
    z.object({ module: identifier, output: identifier }).strict(),
  ],
  {
    errorMap: () => ({
      message: 'must be { contract, value, list? } or { module, output }',
    }),
  },
);

/** Shown beside other text. */
const shownText = z.string().transform(withoutHiddenCharacters).pipe(z.string().min(1));

const deprecatedRange = z
  .object({
    range: z
      .string()
      .refine(
        range => validRange(range) !== null,
        'must be a semver range such as "<1.2.0"',
      ),
    reason: shownText,
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date YYYY-MM-DD'),
  })
  .strict();

const fields = {
  title: shownText,
  description: shownText,
  owner: z
    .string()
    .regex(
      /^(group|user):[a-z0-9-]+\/[A-Za-z0-9._-]+$/,
      'must be a full reference such as "group:default/platform"',
    ),
  lifecycle: z.enum(['experimental', 'production', 'deprecated']),
  deprecated: z.array(deprecatedRange).default([]),
  groups: z
    .array(
      z
        .object({
          title: shownText,
          variables: z.array(identifier).min(1),
        })
        .strict(),
    )
    .default([]),
  wiring: z.record(identifier, wiringSource).default({}),
};

const whole = z.object(fields).strict();

/**
 * What only the other parser reads or refuses: anchors, aliases, tags, merged mappings, several documents, a key that copies lose, a comment
 * that touches a value, lists and mappings in brackets that hold each other or more lines than one, and characters that end lines or words unseen.
 */
const unusual = /[&*!%]|<<|---|__proto__|\S#|[{[].*[{[]|[{[][^\]}\n]*$|[^\n\x20-\x7e\u00a1-\u1fff\u3000-\ud7ff]/m;

/**
 * A manifest that breaks no rule, by the parser that takes a tenth of the time: a thousand modules are read at a start, and the rest of one
 * takes less than its manifest would. It knows no lines, so what it or a rule refuses is read again by the one that does.
 */
function readWhole(text: string): ModuleManifest | undefined {
  if (unusual.test(text)) return undefined;
  try {
    return whole.safeParse(load(text, { schema: CORE_SCHEMA })).data;
  } catch {
    return undefined;
  }
}

/**
 * Reads `module.yaml`. Each field that breaks its rule is a `PLT-205` finding at its line and gets a harmless value, so
 * that a module with a mistake in its manifest is still shown.
 * @public
 */
export function readManifest(
  text: string | undefined,
  options: { name: string; file?: string },
): { manifest: ModuleManifest; findings: TerraformFinding[] } {
  const file = options.file ?? 'module.yaml';
  const manifest: ModuleManifest = {
    title: options.name,
    description: '',
    owner: 'group:default/unknown',
    lifecycle: 'experimental',
    deprecated: [],
    groups: [],
    wiring: {},
  };
  const findings: TerraformFinding[] = [];
  const report = (message: string, line = 1, code = 'PLT-205') => {
    findings.push({
      severity: 'error',
      code,
      message,
      position: { file, line },
    });
  };

  if (text === undefined) {
    report('The module has no module.yaml.');
    return { manifest, findings };
  }
  if (text.length > lengthLimit) {
    report(`Longer than ${lengthLimit} characters.`, 1, 'PLT-207');
    return { manifest, findings };
  }
  const read = readWhole(text);
  if (read) return { manifest: read, findings };
  const lines = new LineCounter();
  const document = parseDocument(text, { ...strictYaml, lineCounter: lines });
  const fault = yamlFault(document, { text, lines }, { aliases: true });
  if (fault) {
    report(fault.message, fault.line);
    return { manifest, findings };
  }
  const content = toPlain(() => document.toJS({ maxAliasCount: 20 }));
  if (
    typeof content !== 'object' ||
    content === null ||
    Array.isArray(content)
  ) {
    report('The file must hold one mapping.');
    return { manifest, findings };
  }

  const lineOf = (path: (string | number)[]) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) {
        return lines.linePos(node.range[0]).line;
      }
    }
    return 1;
  };
  const values = new Map(Object.entries(content));
  for (const name of values.keys()) {
    if (!Object.hasOwn(fields, name)) {
      report(
        `"${name}" is no field of a module; known are ${Object.keys(
          fields,
        ).join(', ')}.`,
        lineOf([name]),
      );
    }
  }
  const accept = <T>(
    name: keyof ModuleManifest,
    schema: z.ZodType<T, z.ZodTypeDef, unknown>,
    fallback: T,
  ): T => {
    const parsed = schema.safeParse(values.get(name));
    if (parsed.success) {
      return parsed.data;
    }
    for (const issue of parsed.error.issues) {
      const path = [name, ...issue.path];
      report(`"${path.join('.')}": ${issue.message}.`, lineOf(path));
    }
    return fallback;
  };
  return {
    manifest: {
      title: accept('title', fields.title, manifest.title),
      description: accept(
        'description',
        fields.description,
        manifest.description,
      ),
      owner: accept('owner', fields.owner, manifest.owner),
      lifecycle: accept('lifecycle', fields.lifecycle, manifest.lifecycle),
      deprecated: accept('deprecated', fields.deprecated, []),
      groups: accept('groups', fields.groups, []),
      wiring: accept('wiring', fields.wiring, {}),
    },
    findings,
  };
}

/** Aliases that multiply make `toJS` throw: then there is nothing to read. */
function toPlain(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
