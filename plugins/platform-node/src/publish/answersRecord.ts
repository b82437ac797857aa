import { parseDocument } from 'yaml';

/** Longest record that is read, in characters; a real one has less than a thousand. */
const maximumLength = 20_000;

/**
 * The answers in a repository's `.platform/answers.yaml`, as they stand there: whoever may push there may have written
 * anything. `undefined` when there are none.
 */
export function readAnswersRecord(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined || text.length > maximumLength) return undefined;
  const document = parseDocument(text, { uniqueKeys: true, stringKeys: true });
  if (document.errors.length) return undefined;
  try {
    const answers = document.toJS({ maxAliasCount: 0 })?.answers;
    return typeof answers === 'object' && answers !== null && !Array.isArray(answers) ? answers : undefined;
  } catch {
    return undefined;
  }
}
