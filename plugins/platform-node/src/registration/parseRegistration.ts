import {
  environments,
  PlatformError,
  Registration,
  readYaml,
  registrationHeader,
  ruleText,
  tiers,
} from '@connectly/plugin-platform-common';
import { z } from 'zod/v3';

/** Largest registration that is read, in characters; a real one has about 300. */
const maximumLength = 10_000;

const registrationSchema = z
  .object({
    apiVersion: z.literal(registrationHeader.apiVersion),
    kind: z.literal(registrationHeader.kind),
    name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(60),
    repository: z
      .string()
      .max(140)
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9_][A-Za-z0-9._-]*$/,
        'organisation/name, without a host.',
      ),
    owner: z
      .string()
      .regex(/^group:default\/[a-z0-9]+(-[a-z0-9]+)*$/, 'group:default/<team>.')
      .max(80),
    environments: z
      .array(z.enum(environments))
      .min(1)
      .refine(items => new Set(items).size === items.length, 'Each environment once.'),
    tier: z.enum(tiers),
  })
  .strict();

/**
 * Reads one registration file.
 * @param file - its path, for the error; its base name must be the service's name
 * @throws PlatformError PLT-501 with the field that breaks its rule
 * @public
 */
export function parseRegistration(file: string, text: string): Registration {
  const refuse = (message: string, line?: number) =>
    new PlatformError({ code: 'PLT-501', message, where: line === undefined ? file : `${file}:${line}` });
  if (text.length > maximumLength) {
    throw refuse(`The file has more than ${maximumLength} characters.`);
  }
  const { value, fault } = readYaml(text);
  if (fault) throw refuse(fault.message, fault.line);
  const result = registrationSchema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw refuse(`${issue.path.join('.') || 'The file'}: ${ruleText(issue)}`);
  }
  const expected = `${result.data.name}.yaml`;
  if (!file.endsWith(`/${expected}`) && file !== expected) {
    throw refuse(`The file of ${result.data.name} must be named ${expected}.`);
  }
  return result.data;
}
