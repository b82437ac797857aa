import { ResponseError } from '@backstage/errors';
import { PlatformErrorCode, platformErrors } from '@connectly/plugin-platform-common';

/** An error as a page shows it. @public */
export interface Refusal {
  /** Absent when the error is none of the suite's own: a lost connection, a proxy, a defect. */
  code?: PlatformErrorCode;
  /** What happened, in the backend's words: English, with the value or file that it is about. */
  message: string;
  /** Field, file and line, or address. */
  where?: string;
}

function known(code: unknown): PlatformErrorCode | undefined {
  return typeof code === 'string' && Object.hasOwn(platformErrors, code) ? (code as PlatformErrorCode) : undefined;
}

/**
 * The refusal behind an error of an API client. The backend writes `PLT-nnn: what happened. What next.`; code and next step are shown
 * by themselves, so the message is left with what happened.
 * @public
 */
export function refusalOf(error: Error): Refusal {
  if (!ResponseError.is(error)) return { message: error.message };
  const body: { message: string; code?: unknown; where?: unknown; next?: unknown } = error.body.error;
  const code = known(body.code);
  if (!code) return { message: error.message };
  const next = typeof body.next === 'string' ? ` ${body.next}` : '';
  const message = body.message.replace(`${code}: `, '');
  return {
    code,
    message: next && message.endsWith(next) ? message.slice(0, -next.length) : message,
    where: typeof body.where === 'string' ? body.where : undefined,
  };
}
