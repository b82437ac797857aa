/** What the answers of every form have in common: rules of texts, and how a broken rule is said. */
import { z } from 'zod/v3';
import { PlatformError } from './errors';

/**
 * Characters that people cannot see but machines obey: controls, bidirectional overrides (the "Trojan source"),
 * zero-width characters, the byte order mark, lone surrogates and unassigned tag characters.
 */
const invisible =
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|\p{Surrogate}|[\u{e0000}-\u{e0fff}]/u;

/** One line of people. */
export const visibleText = (maximum: number) =>
  z
    .string()
    .max(maximum, `At most ${maximum} characters.`)
    .refine(
      text => !invisible.test(text),
      'No line breaks, control characters or invisible characters.',
    );

/** Several lines of people, with `\n` between them and nothing around them. */
export const visibleLines = (maximum: number) =>
  z
    .string()
    .max(maximum, `At most ${maximum} characters.`)
    .transform(text => text.replace(/\r\n?/g, '\n').trim())
    .refine(
      text => !invisible.test(text.replace(/[\n\t]/g, '')),
      'No control characters or invisible characters.',
    );

/** A team, as its slug or as an entity reference. */
export const owner = z
  .string()
  .transform(value => value.replace(/^group:(default\/)?/, ''))
  .pipe(
    z
      .string()
      .max(60, 'At most 60 characters.')
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        'The slug of a team of the organisation, such as payments or group:default/payments.',
      ),
  );

/** A day of the calendar. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A date such as 2026-11-24.')
  .refine(
    value => new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false,
    'A date such as 2026-11-24.',
  );

const typeNames: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  null: 'nothing',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
};

/** What a broken rule says, as a sentence: the rule's own words, or ours where the library would use its own. @public */
export function ruleText(issue: z.ZodIssue): string {
  const json = (values: unknown[]) => values.map(value => JSON.stringify(value)).join(', ');
  const { message } = issue;
  if (issue.code === 'unrecognized_keys') {
    return `Not ${json(issue.keys.map(key => key.slice(0, 80)))}, which is no field of it.`;
  }
  if (issue.code === 'invalid_literal') return `It must be ${json([issue.expected])}.`;
  if (issue.code === 'invalid_enum_value' && message.startsWith('Invalid')) return `One of ${issue.options.join(', ')}.`;
  if (issue.code === 'invalid_type' && (message === 'Required' || message.startsWith('Expected '))) {
    if (issue.received === 'undefined') return 'It is missing.';
    const [expected, received] = [issue.expected, issue.received].map(type => typeNames[type] ?? type);
    return `${expected[0].toUpperCase()}${expected.slice(1)}, not ${received}.`;
  }
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function toPlatformError(issue: z.ZodIssue, fields: readonly string[]): PlatformError {
  const field = issue.path.join('.') || 'answers';
  if (issue.code === 'unrecognized_keys') {
    return new PlatformError({
      code: 'PLT-103',
      message: `Unknown answer ${issue.keys
        .map(key => JSON.stringify(key.slice(0, 80)))
        .join(', ')}. Known are: ${fields.join(', ')}.`,
      where: field,
    });
  }
  if (issue.code === 'invalid_type' && issue.received === 'undefined') {
    return new PlatformError({
      code: 'PLT-101',
      message: `The answer ${field} is missing.`,
      where: field,
    });
  }
  return new PlatformError({
    code: 'PLT-102',
    message: `The answer ${field} breaks its rule: ${ruleText(issue)}`,
    where: field,
  });
}

/** The outcome of checking answers: complete, or every broken rule. @public */
export type ParsedAnswers<Answers> =
  | { ok: true; answers: Answers }
  | { ok: false; errors: PlatformError[] };

/**
 * Checks answers of unknown origin. Never throws: every broken rule comes back as its own error, with the field in `where`.
 * @param fields - the fields of the form, in its order
 */
export function parseAnswers<Answers>(
  schema: z.ZodType<Answers, z.ZodTypeDef, unknown>,
  fields: readonly string[],
  input: unknown,
): ParsedAnswers<Answers> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return {
      ok: false,
      errors: [
        new PlatformError({
          code: 'PLT-104',
          message: 'The answers are not a mapping of fields to values.',
          where: 'answers',
        }),
      ],
    };
  }
  // zod loses an own `__proto__` key where it copies, so that neither `strict` nor the rule of a record sees it
  const owns = (value: unknown) => typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
  const [hiding] = owns(input) ? [''] : Object.entries(input).flatMap(([field, value]) => (owns(value) ? [`${field}.`] : []));
  if (hiding !== undefined) {
    return {
      ok: false,
      errors: [
        new PlatformError({
          code: 'PLT-103',
          message: `Unknown answer ${JSON.stringify(`${hiding.slice(0, 80)}__proto__`)}.`,
          where: hiding ? `${hiding.slice(0, 80)}__proto__` : 'answers',
        }),
      ],
    };
  }
  const result = schema.safeParse(input);
  return result.success
    ? { ok: true, answers: result.data }
    : { ok: false, errors: result.error.issues.map(issue => toPlatformError(issue, fields)) };
}
