/**
 * The answers of the form *Propose a waiver*: one schema for the form and the actions. Its rules are those of
 * `infrastructure/policies/policy/lib/waivers.rego`, which stops every plan of a service that has a waiver which breaks one.
 */
import { z } from 'zod/v3';
import { day, owner, ParsedAnswers, parseAnswers, visibleText } from './answerRules';
import { Environment, environments } from './answers';
import { PolicyRule, policyRuleIds } from './policyRules';

/** A waiver: which rule does not hold for what, why, and until when. @public */
export interface WaiverAnswers {
  /** Number of the rule. */
  rule: PolicyRule;
  /** Name of the service's repository; of a stack `stacks/<stack>`. */
  service: string;
  /** Empty for all of them. */
  environment: Environment | '';
  /** Of the resources, as the finding names them; `*` stays between two dots, `**` crosses them. */
  address: string;
  /** Slug of the team that answers for it, without `group:default/`. */
  owner: string;
  /** Why the rule is wrong for a while, in one line. */
  reason: string;
  /** Its last day, as an ISO date in universal time. */
  expires: string;
  /** Of the waiver and its file: lower-case letters, digits and single hyphens. Empty for one made from service and rule. */
  name: string;
}

/**
 * Days that a waiver may last. The policies allow half a year from now to the end of the last day; a day less holds at every hour.
 * @public
 */
export const longestWaiver = 179;

/** A module's or a provider's name or a resource's type, whole: what has only pieces of them between asterisks covers whatever comes. */
const named = /(^|\.)(module\.[A-Za-z_][\w-]*([.:[]|$)|provider\.[a-z][\w-]*(\.|$)|[a-z][a-z0-9]*_[a-z0-9_]+\.\S)/;

const daysAfter = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first and the last day that a waiver may end on. @param today - ISO date @public */
export function waiverEnds(today: string): { first: string; last: string } {
  return { first: daysAfter(today, 1), last: daysAfter(today, longestWaiver) };
}

const fields = z
  .object({
    rule: z.enum(policyRuleIds),
    service: z
      .string()
      .max(100, 'At most 100 characters.')
      .regex(
        /^(stacks\/)?[a-z0-9]+(-[a-z0-9]+)*$/,
        'The name of a service, such as checkout, or of a stack, such as stacks/network.',
      ),
    environment: z.enum([...environments, '']).default(''),
    address: visibleText(300)
      .transform(text => text.trim())
      .pipe(
        z
          .string()
          .min(1, 'At least one resource.')
          .refine(text => named.test(text), 'A module, a provider or a type of resource by its whole name, such as module.partner.** or aws_s3_bucket.*: not everything.'),
      ),
    owner,
    reason: visibleText(500)
      .transform(text => text.trim())
      .pipe(z.string().min(10, 'At least 10 characters.')),
    expires: day,
    name: z
      .string()
      .max(60, 'At most 60 characters.')
      .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, 'Lower-case letters, digits and single hyphens, such as checkout-public-port.')
      .default(''),
  })
  .strict();

/** The fields of the form, in its order. @public */
export const waiverAnswerFields: readonly (keyof WaiverAnswers)[] = fields.keyof().options;

/** The name given, else one made from service and rule. @public */
export function waiverName({ service, rule, name }: Pick<WaiverAnswers, 'service' | 'rule' | 'name'>): string {
  return name || `${service.replace('/', '-')}-${rule.toLowerCase()}`;
}

/**
 * Checks answers of unknown origin. Never throws: every broken rule comes back as its own error, with the field in `where`.
 * @param today - ISO date that the last day is counted from
 * @public
 */
export function parseWaiverAnswers(input: unknown, today: string): ParsedAnswers<WaiverAnswers> {
  const { first, last } = waiverEnds(today);
  const schema = fields.superRefine(({ expires }, context) => {
    if (expires >= first && expires <= last) return;
    context.addIssue({ code: 'custom', path: ['expires'], message: `A day from ${first} to ${last}.` });
  });
  return parseAnswers(schema, waiverAnswerFields, input);
}
