/**
 * YAML and JSON that people write: registrations, answers, manifests. What a parser would pass over or guess at is refused, so
 * that nothing a person wrote is silently left out.
 */
import { Document, isScalar, LineCounter, ParseOptions, DocumentOptions, parseDocument, SchemaOptions, visit } from 'yaml';

/** What is wrong with a YAML text: one sentence, and its line, from 1. @public */
export interface YamlFault {
  message: string;
  line: number;
}

/** How texts of people are parsed: no tag makes a date, a set or bytes of a text, and a mapping's keys are texts. @public */
export const strictYaml = {
  schema: 'core',
  customTags: [],
  resolveKnownTags: false,
  uniqueKeys: true,
  stringKeys: true,
  prettyErrors: false,
  logLevel: 'error',
} satisfies ParseOptions & DocumentOptions & SchemaOptions;

const sentences: Record<string, string> = {
  DUPLICATE_KEY: 'This key is there twice in one mapping.',
  MULTIPLE_DOCS: 'A second document begins here (---): the file must hold one.',
  NON_STRING_KEY: 'A key must be a text, without an alias.',
  RESOURCE_EXHAUSTION: 'This is nested too deep to be read.',
};

/**
 * The first thing in a parsed document that is not read as it is written: broken YAML, a tag that nobody knows, an alias, or the
 * key `__proto__`, which copies of an object lose.
 * @param document - parsed with {@link strictYaml}
 * @param source - the text and its lines
 * @param options - `aliases` lets aliases stand, for a reader that bounds them itself
 * @public
 */
export function yamlFault(
  document: Document,
  source: { text: string; lines: LineCounter },
  options: { aliases?: boolean } = {},
): YamlFault | undefined {
  const at = (offset: number | undefined) => source.lines.linePos(offset ?? 0).line;
  const [error] = document.errors;
  if (error) {
    return { line: at(error.pos[0]), message: sentences[error.code] ?? `This is no YAML: ${sentence(error.message)}` };
  }
  const [warning] = document.warnings;
  if (warning) {
    const message =
      warning.code === 'TAG_RESOLVE_FAILED'
        ? `The tag ${source.text.slice(...warning.pos).slice(0, 80)} is not read: write the value without it.`
        : `This is not read as it is written: ${sentence(warning.message)}`;
    return { line: at(warning.pos[0]), message };
  }
  let fault: YamlFault | undefined;
  visit(document, {
    Alias(_, alias) {
      if (options.aliases) return undefined;
      fault = {
        line: at(alias.range?.[0]),
        message: `The alias *${alias.source.slice(0, 80)} is not read: write the value itself.`,
      };
      return visit.BREAK;
    },
    Pair(_, pair, path) {
      if (!isScalar(pair.key) || pair.key.value !== '__proto__') return undefined;
      const keys = [...path, pair].flatMap(item => ('key' in item && isScalar(item.key) ? [String(item.key.value).slice(0, 80)] : []));
      fault = { line: at(pair.key.range?.[0]), message: `There is no field ${keys.join('.')}.` };
      return visit.BREAK;
    },
  });
  return fault;
}

/**
 * Reads one YAML or JSON document that a person wrote, without aliases. Never throws.
 * @returns its value, `null` for an empty text, or what is wrong
 * @public
 */
export function readYaml(text: string): { value: unknown; fault?: undefined } | { value?: undefined; fault: YamlFault } {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { ...strictYaml, lineCounter: lines });
    const fault = yamlFault(document, { text, lines });
    return fault ? { fault } : { value: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    return { fault: { line: 1, message: `This cannot be read: ${sentence((error as Error).message)}` } };
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
