/** The answers of the form *New module*: one schema for the form, the actions and the command line. */
import { z } from 'zod/v3';
import { day, owner, ParsedAnswers, parseAnswers, visibleText } from './answerRules';

/** A module that is begun. @public */
export interface ModuleAnswers {
  /** Name of the module and of its folder: 3 to 40 lower-case letters, digits and single hyphens. */
  name: string;
  /** Title for people. */
  title: string;
  /** What it is for, in one sentence. */
  description: string;
  /** Slug of the owning team, without `group:default/`. */
  owner: string;
  /** ISO date of its first release. */
  date: string;
}

/** Devices of Windows: no clone there could hold a folder of such a name. */
const deviceNames = /^(con|prn|aux|nul|com\d|lpt\d)$/;

const fields = z
  .object({
    name: z
      .string()
      .min(3, 'At least 3 characters.')
      .max(40, 'At most 40 characters.')
      .regex(
        /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
        'Lower-case letters, digits and single hyphens; a letter first, no hyphen last.',
      )
      .refine(value => !deviceNames.test(value), 'Windows keeps this name for a device.'),
    title: visibleText(60)
      .transform(text => text.trim())
      .pipe(z.string().min(3, 'At least 3 characters.')),
    description: visibleText(200)
      .transform(text => text.trim())
      .pipe(z.string().min(10, 'At least 10 characters.')),
    owner,
    date: day,
  })
  .strict();

/** The fields of the form, in its order. @public */
export const moduleAnswerFields: readonly (keyof ModuleAnswers)[] = fields.keyof().options;

/**
 * Checks answers of unknown origin. Never throws: every broken rule comes back as its own error, with the field in `where`.
 * @public
 */
export function parseModuleAnswers(input: unknown): ParsedAnswers<ModuleAnswers> {
  return parseAnswers(fields, moduleAnswerFields, input);
}
