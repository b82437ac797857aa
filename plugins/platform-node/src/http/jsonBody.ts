import { PlatformError } from '@connectly/plugin-platform-common';
import express from 'express';
import { toHttpError } from '../errors';

/** What the parser's own errors mean, by their `type`. */
const problems: Record<string, { message: string; next: string }> = {
  'entity.parse.failed': { message: 'The body is not JSON.', next: 'Send one JSON object.' },
  'entity.too.large': { message: 'The body is too large.', next: 'Send less.' },
};

/** A refusal with the status that HTTP has for it. */
function refusal(status: number, { message, next }: { message: string; next: string }) {
  const error = toHttpError(new PlatformError({ code: 'PLT-405', message, where: 'body', next })) as Error;
  return Object.assign(error, { statusCode: status });
}

/**
 * Reads JSON bodies. What is none, is too large or says that it is something else is refused as every other parameter is: `PLT-405`
 * with the status 400, 413 or 415.
 * @param limit - largest body, in bytes or as `64kb`; 100 kB unless given
 * @public
 */
export function jsonBody(limit: string | number = '100kb'): express.RequestHandler {
  const parse = express.json({ limit });
  return (request, response, next) => {
    const isEmpty = request.headers['content-length'] === '0';
    // null when there is no body
    if (!isEmpty && request.is('application/json') === false) {
      next(refusal(415, { message: 'The body is not said to be JSON.', next: 'Send it with the content type application/json.' }));
      return;
    }
    parse(request, response, (error?: { type?: string; status?: number }) => {
      if (!error) next();
      else next(refusal(error.status ?? 400, problems[error.type ?? ''] ?? { message: 'The body cannot be read.', next: 'Send one JSON object, in UTF-8.' }));
    });
  };
}
