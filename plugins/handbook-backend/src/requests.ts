import { handbookDocumentReadPermission } from '@connectly/plugin-handbook-common';
import { PlatformError } from '@connectly/plugin-platform-common';

/** Reading documents, as the audit log names it. */
export const reading = (queryType: string) => ({
  eventId: 'document-fetch',
  severityLevel: 'low' as const,
  meta: { queryType },
  permission: handbookDocumentReadPermission,
});

/** PostgreSQL takes no text with U+0000. */
export const noNull = (value: string) => !value.includes('\0');

/** There is none, or the caller may not see it: which of the two is not told. */
export const missingDocument = (place: { repository: string; path: string }) =>
  new PlatformError({
    code: 'PLT-404',
    message: `There is no document "${place.path}" in "${place.repository}", or you may not see it.`,
    where: place.path,
  });
