import { TranslationApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { PlatformErrorCode, platformErrors } from '@connectly/plugin-platform-common';
import { refusalOf, refusalTranslationRef } from '@connectly/plugin-platform-react';
import { platformTranslationRef } from '../translations/ref';

/**
 * Why *Create* was refused, in the reader's words: code, what it means, the cause as far as the backend tells one, what to do next. The
 * scaffolder knows no codes; that somebody may not start a task, and that the answers do not fit the template, it says by the status alone.
 */
export function describeRefusal(error: Error, isKept: boolean, translations: TranslationApi): string {
  const { code, message } = refusalOf(error);
  const status = ResponseError.is(error) ? error.statusCode : undefined;
  const meant: PlatformErrorCode | undefined = code ?? (status === 403 ? 'PLT-601' : undefined) ?? (status === 400 ? 'PLT-102' : undefined);
  const form = translations.getTranslation(platformTranslationRef);
  const again = form.ready ? form.t(isKept ? 'form.kept' : 'form.reload') : '';
  if (!meant) return [message, again].filter(Boolean).join(' ');
  const refusal = translations.getTranslation(refusalTranslationRef);
  const { title, next } = refusal.ready
    ? { title: refusal.t(`errors.${meant}.title`), next: refusal.t(`errors.${meant}.next`) }
    : platformErrors[meant];
  return [`${meant}: ${title}.`, code && message, next, again].filter(Boolean).join(' ');
}
