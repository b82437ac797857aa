import { readYaml } from '@connectly/plugin-platform-common';

/** Longest record that is read, in characters; a real one has less than a thousand. */
const maximumLength = 20_000;

/**
 * The answers in a repository's `.platform/answers.yaml`, as they stand there: whoever may push there may have written
 * anything. `undefined` when there are none.
 */
export function readAnswersRecord(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined || text.length > maximumLength) return undefined;
  const answers = (readYaml(text).value as { answers?: unknown } | null | undefined)?.answers;
  const isMapping = typeof answers === 'object' && answers !== null && !Array.isArray(answers);
  return isMapping ? (answers as Record<string, unknown>) : undefined;
}
