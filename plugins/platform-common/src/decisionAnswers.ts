/** The answers of the form *Propose an ADR*: one schema for the form, the actions and the command line. */
import { z } from 'zod/v3';
import { day, owner, ParsedAnswers, parseAnswers, visibleLines, visibleText } from './answerRules';

const shortestTitle = 5;

/** Most options, and most consequences of each kind. */
const maximumLines = 12;

const line = visibleText(200)
  .transform(text => text.trim())
  .pipe(z.string().min(1, 'No empty lines.'));

const lines = z.array(line).max(maximumLines, `At most ${maximumLines}.`);

const passage = visibleLines(10_000).pipe(z.string().min(1, 'At least one sentence.'));

/** What is proposed. Texts of one line are shown as they are typed; `context` and `reason` are Markdown. @public */
export interface DecisionAnswers {
  /** `owner/name` of the repository whose decision it is. */
  repository: string;
  /** 5 to 120 characters; the first heading. */
  title: string;
  /** Name of the file behind its number: lower-case letters, digits and single hyphens. Empty for one made from the title. */
  fileName: string;
  /** Slug of the deciding team, without `group:default/`. */
  owner: string;
  /** Markdown: what is decided, and what there is to consider. */
  context: string;
  /** Two at least, each once. */
  options: string[];
  /** One of the options. */
  chosen: string;
  /** Markdown: why that one. */
  reason: string;
  /** What gets better. */
  good: string[];
  /** What gets worse. */
  bad: string[];
  /** ISO date of the proposal. */
  date: string;
}

/** Answers as a person gives them: what has a default may be left out. @public */
export type DecisionAnswersInput = Omit<DecisionAnswers, 'fileName' | 'good' | 'bad'> &
  Partial<Pick<DecisionAnswers, 'fileName' | 'good' | 'bad'>>;

const fields = z
  .object({
    repository: z
      .string()
      .max(140, 'At most 140 characters.')
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/,
        'Organisation and name of a repository, such as connectly/platform.',
      ),
    title: visibleText(120)
      .transform(text => text.trim())
      .pipe(
        z
          .string()
          .min(shortestTitle, `At least ${shortestTitle} characters.`)
          // a heading's anchor is chosen so
          .refine(text => !text.includes('{#'), 'Not holding {#.'),
      ),
    fileName: z
      .string()
      .max(60, 'At most 60 characters.')
      .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, 'Lower-case letters, digits and single hyphens, such as queues-for-orders.')
      .default(''),
    owner,
    context: passage,
    options: lines
      .min(2, 'At least two.')
      .refine(options => new Set(options).size === options.length, 'Each option once.'),
    chosen: line,
    reason: passage,
    good: lines.default([]),
    bad: lines.default([]),
    date: day,
  })
  .strict();

/** The fields of the form, in its order. @public */
export const decisionAnswerFields: readonly (keyof DecisionAnswers)[] = fields.keyof().options;

const schema = fields.superRefine((answers, context) => {
  if (!answers.options.includes(answers.chosen)) {
    context.addIssue({ code: 'custom', path: ['chosen'], message: 'One of the options.' });
  }
  // a title that is missing is said to be, and gives no name
  if (answers.title.length >= shortestTitle && decisionFileName(answers) === '') {
    context.addIssue({
      code: 'custom',
      path: ['fileName'],
      message: 'A title without letters from a to z needs the name of a file, such as queues-for-orders.',
    });
  }
});

/** The name behind the number: the one given, else made from the title's letters and digits. Empty when it has none. @public */
export function decisionFileName(answers: Pick<DecisionAnswers, 'title' | 'fileName'>): string {
  if (answers.fileName) return answers.fileName;
  const words = answers.title.normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g) ?? [];
  if (!words.some(word => /[a-z]/.test(word))) return '';
  const name = words.slice(0, 12).join('-');
  return name.slice(0, 60).replace(/-$/, '');
}

/**
 * Checks answers of unknown origin. Never throws: every broken rule comes back as its own error, with the field in `where`.
 * @public
 */
export function parseDecisionAnswers(input: unknown): ParsedAnswers<DecisionAnswers> {
  return parseAnswers(schema, decisionAnswerFields, input);
}
