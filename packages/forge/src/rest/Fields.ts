import { ForgeError } from '../errors';

/**
 * The JSON body of a request, read field by field. A field of the wrong type
 * is refused in GitHub's words; `null` counts as absent.
 */
export class Fields {
  readonly #values: Record<string, unknown>;

  private constructor(values: Record<string, unknown>) {
    this.#values = values;
  }

  /** @throws ForgeError 422 when the body is not an object */
  static of(body: unknown): Fields {
    if (body === undefined || body === null) return new Fields({});
    if (typeof body !== 'object' || Array.isArray(body)) {
      throw ForgeError.unprocessable(
        'Invalid request.\n\nBody should be a JSON object',
      );
    }
    return new Fields(body as Record<string, unknown>);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  raw(name: string): unknown {
    return this.has(name) ? this.#values[name] ?? undefined : undefined;
  }

  text(name: string): string | undefined {
    return this.#typed(name, 'string', value => typeof value === 'string');
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw notSupplied(name);
    return value;
  }

  flag(name: string): boolean | undefined {
    return this.#typed(name, 'boolean', value => typeof value === 'boolean');
  }

  number(name: string): number | undefined {
    return this.#typed(name, 'integer', value => Number.isSafeInteger(value));
  }

  /** One of the given words. */
  choice<Word extends string>(
    name: string,
    words: readonly Word[],
  ): Word | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const word = words.find(each => each === value);
    if (!word) {
      throw ForgeError.unprocessable(
        `Invalid request.\n\n"${name}" must be one of ${words.join(', ')}.`,
      );
    }
    return word;
  }

  texts(name: string): string[] | undefined {
    return this.#typed(
      name,
      'array',
      value =>
        Array.isArray(value) && value.every(each => typeof each === 'string'),
    );
  }

  object(name: string): Fields | undefined {
    const value = this.#typed<Record<string, unknown>>(
      name,
      'object',
      each => typeof each === 'object' && !Array.isArray(each),
    );
    return value && new Fields(value);
  }

  objects(name: string): Fields[] | undefined {
    return this.#typed<unknown[]>(name, 'array', Array.isArray)?.map(Fields.of);
  }

  #typed<Value>(
    name: string,
    type: string,
    fits: (value: unknown) => boolean,
  ): Value | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (!fits(value)) {
      throw ForgeError.unprocessable(
        `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(
          value,
        ).slice(0, 100)} is not of type ${type}.`,
      );
    }
    return value as Value;
  }
}

export function notSupplied(name: string): ForgeError {
  return ForgeError.unprocessable(
    `Invalid request.\n\n"${name}" wasn't supplied.`,
  );
}
