import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { Answered } from './TestForge';

type Schema = Record<string, unknown>;

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, Schema> }>>;
  components: Schema;
}

/** Words of GitHub's texts that have no meaning for a validator. */
const ignoredFormats = [
  'repo.nwo',
  'ssh-key',
  'timezone',
  'byte',
  'int64',
  'binary',
];

/**
 * Where the published description is itself mistaken. This one asks that an
 * account be a person and an enterprise at once; elsewhere it says "or".
 */
const corrections: Record<string, Schema> = {
  'GET /app/installations 200': {
    type: 'array',
    items: { $ref: '#/components/schemas/installation' },
  },
};

/**
 * GitHub's own description of its REST API as the judge of our answers.
 * OpenAPI 3.0 writes "may be null" in a way of its own, which is translated.
 */
export class GithubDescription {
  readonly #description: Description;
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, ValidateFunction | undefined>();

  private constructor(description: Description) {
    this.#description = description;
    this.#ajv = new Ajv({
      strict: false,
      allErrors: true,
      validateFormats: true,
    });
    addFormats(this.#ajv);
    for (const format of ignoredFormats) this.#ajv.addFormat(format, true);
    this.#ajv.addSchema({ $id: 'github', components: description.components });
  }

  static load(): GithubDescription {
    const directory = (require.resolve.paths('@octokit/openapi') ?? []).map(
      each => join(each, '@octokit/openapi/generated/api.github.com.json'),
    );
    for (const file of directory) {
      try {
        return new GithubDescription(
          translate(JSON.parse(readFileSync(file, 'utf8'))),
        );
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    throw new Error('@octokit/openapi is not installed');
  }

  has(method: string, template: string): boolean {
    return (
      this.#description.paths[template]?.[method.toLowerCase()] !== undefined
    );
  }

  /** What is wrong with an answer; empty when GitHub could have given it. */
  problems(method: string, template: string, answered: Answered): string[] {
    const operation = this.#description.paths[template]?.[method.toLowerCase()];
    if (!operation) return [`GitHub has no ${method} ${template}`];
    const status = String(answered.status);
    const response = this.#resolve(operation.responses[status]);
    if (!response) {
      return [
        `GitHub never answers ${status} to ${method} ${template} (it may: ${Object.keys(
          operation.responses,
        )})`,
      ];
    }
    const content = response.content as
      | Record<string, { schema: Schema }>
      | undefined;
    const schema = content?.['application/json']?.schema;
    if (!schema)
      return answered.text && answered.body !== undefined && status === '204'
        ? ['A body where GitHub sends none']
        : [];
    if (
      /vnd\.github\.(raw|diff|sha)/.test(
        answered.headers.get('content-type') ?? '',
      )
    )
      return [];
    if (answered.body === undefined)
      return [`No JSON in the answer to ${method} ${template}`];
    const validate = this.#validator(`${method} ${template} ${status}`, schema);
    if (validate(answered.body)) return [];
    return (validate.errors ?? [])
      .slice(0, 16)
      .map(
        error =>
          `${method} ${template} ${status}: ${error.instancePath || '/'} ${
            error.message
          }`,
      );
  }

  #validator(key: string, schema: Schema): ValidateFunction {
    let validate = this.#validators.get(key);
    if (!validate) {
      validate = this.#ajv.compile(
        absolute(corrections[key] ?? schema) as Schema,
      );
      this.#validators.set(key, validate);
    }
    return validate;
  }

  #resolve(response: Schema | undefined): Schema | undefined {
    const reference = response?.$ref;
    if (typeof reference !== 'string') return response;
    const [, , group, name] = reference.split('/');
    return (this.#description.components[group] as Record<string, Schema>)[
      name
    ];
  }
}

/** `nullable: true` becomes a type that allows null. */
function translate<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(translate) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, example, examples, ...rest } = value as Record<
    string,
    unknown
  >;
  const translated = Object.fromEntries(
    Object.entries(rest).map(([name, each]) => [name, translate(each)]),
  );
  if (nullable !== true) return translated as Value;
  return (
    Object.keys(translated).length === 0
      ? {}
      : { anyOf: [{ type: 'null' }, translated] }
  ) as Value;
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === '$ref' && typeof each === 'string'
        ? each.replace(/^#/, 'github#')
        : absolute(each),
    ]),
  );
}
