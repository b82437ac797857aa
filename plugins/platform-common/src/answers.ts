/**
 * The answers of the service form: one schema for the form, the scaffolder action, the CLI and `.platform/answers.yaml`.
 * Each rule has one message that says the rule, so that page and terminal refuse with the same words.
 */
import { z } from 'zod/v3';
import { owner, ParsedAnswers, parseAnswers, visibleText } from './answerRules';

/** Deployment environments, in the order in which a change travels. @public */
export const environments = ['dev', 'stg', 'prod'] as const;
/** @public */
export type Environment = (typeof environments)[number];
/** Sizes of a service. What each means in CPU, memory and tasks is in the renderer's size table. @public */
export const sizes = ['small', 'medium', 'large'] as const;
/** @public */
export type Size = (typeof sizes)[number];
/** @public */
export const databases = ['none', 'postgres', 'mysql'] as const;
/** @public */
export type Database = (typeof databases)[number];
/** @public */
export const exposures = ['internal', 'public'] as const;
/** @public */
export type Exposure = (typeof exposures)[number];
/** How hard the platform works for the service: objectives, backups and paging follow it. @public */
export const tiers = ['standard', 'critical'] as const;
/** @public */
export type Tier = (typeof tiers)[number];

/**
 * Longest service name in characters. A load balancer's name holds 32, and the longest suffix that the modules add
 * is `-prod` with a two-part tail.
 * @public
 */
export const maximumNameLength = 24;

/**
 * The stacks of the central repository. What they make is tagged `Service` with their name, and a service's roles reach what carries
 * that service's.
 */
const stackNames = [
  'acm',
  'atlantis',
  'backup',
  'bootstrap',
  'cloudtrail',
  'cluster',
  'finops',
  'kms',
  'load-balancer',
  'logging',
  'monitoring',
  'network',
  'portal',
  'route53',
  'secrets-manager',
  'service-access',
  'shared-bucket',
  'shared-rds',
  'waf',
];

/** Names that the organisation itself needs. @public */
export const reservedNames: readonly string[] = [
  ...stackNames,
  'platform',
  'unregistered',
  'infrastructure',
  'services',
  'modules',
  'stacks',
  'admin',
  'api',
  'www',
  'default',
  'dev',
  'stg',
  'prod',
  // the private zone, and the administrator of every database: rights follow from a service's name
  'internal',
  'dbadmin',
];

/**
 * Names that PostgreSQL, MySQL and RDS use for databases of their own, written as a service would be named: the first
 * database of a service is named after it. Refused without a database too, because one may be added later.
 */
const engineNames: readonly string[] = [
  'postgres',
  'template0',
  'template1',
  'rdsadmin',
  'mysql',
  'sys',
  'information-schema',
  'performance-schema',
];

/** How Elastic Load Balancing and EC2 begin names of their own; load balancers and security groups are named after the service. */
const awsBeginnings: readonly string[] = ['internal-', 'sg-'];

const name = z
  .string()
  .min(3, 'At least 3 characters.')
  .max(maximumNameLength, `At most ${maximumNameLength} characters.`)
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'Lower-case letters, digits and single hyphens; a letter first, no hyphen last.',
  )
  .refine(
    value => !reservedNames.includes(value),
    'This name is reserved for the platform itself.',
  )
  .refine(
    value => !engineNames.includes(value),
    'A database engine uses this name for itself. A good name says what the service does, such as checkout.',
  )
  .refine(
    // resources are named <service>-<environment>
    value => !awsBeginnings.some(beginning => `${value}-`.startsWith(beginning)),
    `Not beginning with ${awsBeginnings.join(' or ')}, which AWS keeps for names of its own. A good name is checkout-internal.`,
  );

const version = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/,
    'A released version such as 1.2.0.',
  );

/** Complete answers: every optional one has its default. @public */
export interface ServiceAnswers {
  /** Name of the service and of its repository: 3 to 24 lower-case letters, digits and single hyphens. */
  name: string;
  /** Slug of the owning team, without `group:default/`. */
  owner: string;
  /** One line for people, at most 200 characters. */
  description: string;
  /** At least one, each once, in the order of {@link environments}. */
  environments: Environment[];
  size: Size;
  database: Database;
  exposure: Exposure;
  tier: Tier;
  /** Port that the container listens on, 1024 to 65535. */
  containerPort: number;
  /** Absolute path that answers 200 while the service is well; it has no empty, `.` or `..` parts. */
  healthCheckPath: string;
  /** Tag for the finance team, such as `CC-1042`; empty for none. */
  costCenter: string;
  /** Release by name of module, for those that must not be the newest. */
  moduleVersions: Record<string, string>;
}

/** Answers as a person gives them: what has a default may be left out. @public */
export type ServiceAnswersInput = Pick<
  ServiceAnswers,
  'name' | 'owner' | 'environments' | 'size' | 'database' | 'exposure'
> &
  Partial<
    Pick<
      ServiceAnswers,
      | 'description'
      | 'tier'
      | 'containerPort'
      | 'healthCheckPath'
      | 'costCenter'
      | 'moduleVersions'
    >
  >;

/** The rules of the answers; see {@link parseServiceAnswers}. */
const serviceAnswersSchema = z
  .object({
    name,
    owner,
    description: visibleText(200).default(''),
    environments: z
      .array(z.enum(environments, { message: 'One of dev, stg, prod.' }))
      .min(1, 'At least one environment.')
      .refine(
        values => new Set(values).size === values.length,
        'Each environment once.',
      )
      .transform(values => environments.filter(item => values.includes(item))),
    size: z.enum(sizes, { message: 'One of small, medium, large.' }),
    database: z.enum(databases, { message: 'One of none, postgres, mysql.' }),
    exposure: z.enum(exposures, { message: 'One of internal, public.' }),
    tier: z
      .enum(tiers, { message: 'One of standard, critical.' })
      .default('standard'),
    containerPort: z
      .number({ message: 'A whole number from 1024 to 65535.' })
      .int('A whole number from 1024 to 65535.')
      .min(1024, 'A whole number from 1024 to 65535.')
      .max(65535, 'A whole number from 1024 to 65535.')
      .default(8080),
    healthCheckPath: z
      .string()
      .max(100, 'At most 100 characters.')
      .regex(
        /^\/[A-Za-z0-9._~/-]*$/,
        'A path that starts with / and holds letters, digits and . _ ~ / - only.',
      )
      // clients shorten such paths before they ask, so the check would ask for another one than the service answers
      .refine(
        path => !/\/\.{0,2}\//.test(path) && !/\/\.{1,2}$/.test(path),
        'A path without empty, . or .. parts, such as /healthz.',
      )
      .default('/healthz'),
    costCenter: z
      .string()
      .regex(
        /^([A-Z]{2,5}-[0-9]{2,6})?$/,
        'Empty, or 2 to 5 capital letters, a hyphen and 2 to 6 digits, such as CC-1042.',
      )
      .default(''),
    moduleVersions: z.record(z.string(), version).default({}),
  })
  .strict();

/** The fields of the form, in its order. @public */
export const serviceAnswerFields: readonly (keyof ServiceAnswers)[] =
  serviceAnswersSchema.keyof().options;

/** The outcome of {@link parseServiceAnswers}. @public */
export type ParsedServiceAnswers = ParsedAnswers<ServiceAnswers>;

/**
 * Checks answers of unknown origin. Never throws: every broken rule comes back as its own error, with the field in `where`.
 * @public
 */
export function parseServiceAnswers(input: unknown): ParsedServiceAnswers {
  return parseAnswers(serviceAnswersSchema, serviceAnswerFields, input);
}
