/**
 * What a command prints. Results go to standard output, refusals to standard error; with `--json` both are one JSON
 * document. A refusal, of a wrong use too, ends with 2, a failure of the program itself with 1.
 */
import { PlatformError } from '@connectly/plugin-platform-common';

/** Several refusals at once: every broken rule of the answers, not only the first. */
export class RefusedAnswersError extends Error {
  readonly errors: PlatformError[];

  constructor(errors: PlatformError[]) {
    super(errors.map(error => error.toLine()).join('\n'));
    this.name = 'RefusedAnswersError';
    this.errors = errors;
  }
}

/** Prints a result: as JSON, or by `toText`. */
export function printResult<T>(result: T, options: { json?: boolean }, toText: (result: T) => string) {
  process.stdout.write(`${options.json ? JSON.stringify(result, undefined, 2) : toText(result)}\n`);
}

function refusalsOf(error: unknown): PlatformError[] {
  if (error instanceof RefusedAnswersError) return error.errors;
  return error instanceof Error && error.name === 'PlatformError' ? [error as PlatformError] : [];
}

/** Prints a refusal or failure and gives the exit code. */
export function reportFailure(error: unknown, json: boolean): number {
  const refusals = refusalsOf(error);
  if (refusals.length) {
    process.stderr.write(
      json
        ? `${JSON.stringify({ errors: refusals.map(item => item.toJSON()) }, undefined, 2)}\n`
        : `${refusals.map(item => item.toLine()).join('\n')}\n`,
    );
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(json ? `${JSON.stringify({ errors: [{ message }] })}\n` : `${message}\n`);
  return 1;
}
