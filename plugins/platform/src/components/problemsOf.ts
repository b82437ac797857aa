import { ParsedAnswers } from '@connectly/plugin-platform-common';
import { Problem } from './ProblemList';

/** What is wrong with the answers, each field once. The rules are those of every other door; the words are the reader's. */
export function problemsOf<Field extends string>(
  parsed: ParsedAnswers<unknown>,
  answers: Partial<Record<Field, unknown>>,
  words: {
    /** Name of a field; undefined for what is no field of the form. */
    label: (field: Field) => string | undefined;
    rule: (field: Field) => string;
    /** Said of a field that is empty. */
    missing: string;
  },
): Problem<Field>[] {
  if (parsed.ok) return [];
  const problems = new Map<Field, string>();
  for (const { code, where, message } of parsed.errors) {
    const field = where?.split('.')[0] as Field;
    const label = words.label(field);
    if (!label) return [{ field, text: message }];
    const isMissing = code === 'PLT-101' || answers[field] === '';
    if (!problems.has(field)) problems.set(field, `${label}: ${isMissing ? words.missing : words.rule(field)}`);
  }
  return [...problems].map(([field, text]) => ({ field, text }));
}
