import { Document, Scalar, stringify, visit } from 'yaml';

/**
 * Data as YAML that YAML 1.1 and 1.2 parsers read alike: words that either takes for a boolean, a number or a date are
 * quoted, and there are no anchors, tags or folded lines.
 */
export function toYaml(data: unknown): string {
  return stringify(data, {
    version: '1.1',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}

/** As {@link toYaml}, with the text at the given top-level or nested keys always in double quotes: free text of people. */
export function toYamlQuoting(data: unknown, keys: string[]): string {
  const document = new Document(data, {
    version: '1.1',
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Pair(_, pair) {
      if (
        keys.includes(String(pair.key)) &&
        pair.value instanceof Scalar &&
        typeof pair.value.value === 'string'
      ) {
        pair.value.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}
