/** One entry of the `errors` array that GitHub sends beside a 422. */
export interface FieldError {
  resource: string;
  code: string;
  field?: string;
  message?: string;
}

/** The kinds of GraphQL error that GitHub names in `errors[].type`. */
export type GraphqlErrorType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'INSUFFICIENT_SCOPES'
  | 'NOT_IMPLEMENTED';

/**
 * A refusal that is answered in GitHub's shape, by REST as a status with a
 * body and by GraphQL as a typed error.
 *
 * @public
 */
export class ForgeError extends Error {
  readonly status: number;
  readonly fieldErrors: FieldError[] | undefined;
  readonly type: GraphqlErrorType;

  private constructor(
    status: number,
    type: GraphqlErrorType,
    message: string,
    fieldErrors?: FieldError[],
  ) {
    super(message);
    this.name = 'ForgeError';
    this.status = status;
    this.type = type;
    this.fieldErrors = fieldErrors;
  }

  static badRequest(message: string): ForgeError {
    return new ForgeError(400, 'UNPROCESSABLE', message);
  }

  static badCredentials(): ForgeError {
    return new ForgeError(401, 'FORBIDDEN', 'Bad credentials');
  }

  static requiresAuthentication(): ForgeError {
    return new ForgeError(401, 'FORBIDDEN', 'Requires authentication');
  }

  static unauthorizedApp(): ForgeError {
    return new ForgeError(
      401,
      'FORBIDDEN',
      'A JSON web token could not be decoded',
    );
  }

  static forbidden(message: string): ForgeError {
    return new ForgeError(403, 'FORBIDDEN', message);
  }

  static notFound(message: string = 'Not Found'): ForgeError {
    return new ForgeError(404, 'NOT_FOUND', message);
  }

  static methodNotAllowed(message: string): ForgeError {
    return new ForgeError(405, 'UNPROCESSABLE', message);
  }

  static conflict(message: string): ForgeError {
    return new ForgeError(409, 'UNPROCESSABLE', message);
  }

  /** The branch moved away from what the caller expected. */
  static stale(message: string): ForgeError {
    return new ForgeError(409, 'STALE_DATA', message);
  }

  static unprocessable(
    message: string = 'Validation Failed',
    fieldErrors?: FieldError[],
  ): ForgeError {
    return new ForgeError(422, 'UNPROCESSABLE', message, fieldErrors);
  }

  /** A 422 about one field of one resource, worded as GitHub words it. */
  static invalidField(
    resource: string,
    field: string,
    message?: string,
  ): ForgeError {
    return ForgeError.unprocessable('Validation Failed', [
      message
        ? { resource, code: 'custom', field, message }
        : { resource, code: 'invalid', field },
    ]);
  }

  static missingField(resource: string, field: string): ForgeError {
    return ForgeError.unprocessable('Validation Failed', [
      { resource, code: 'missing_field', field },
    ]);
  }

  static notImplemented(name: string): ForgeError {
    return new ForgeError(
      501,
      'NOT_IMPLEMENTED',
      `${name} is not implemented by this forge`,
    );
  }
}
