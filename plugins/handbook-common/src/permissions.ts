import { createPermission } from '@backstage/plugin-permission-common';
import { DocumentKind } from './document';

/**
 * Reading the handbook at all: documents, their states and findings. Besides, the caller needs the permission of a document's kind
 * (see {@link handbookKindPermissions}), and must see the repository that holds it.
 * @public
 */
export const handbookDocumentReadPermission = createPermission({
  name: 'handbook.document.read',
  attributes: { action: 'read' },
});

const readingOf = (kind: DocumentKind) =>
  createPermission({ name: `handbook.${kind}.read`, attributes: { action: 'read' } });

/**
 * Reading documents of one kind, wherever they are shown: list, page, search, card, action. Runs of runbooks are read with their
 * runbooks, and troubleshooting entries are found for an error by who may read them.
 * @public
 */
export const handbookKindPermissions = {
  adr: readingOf('adr'),
  runbook: readingOf('runbook'),
  troubleshooting: readingOf('troubleshooting'),
  path: readingOf('path'),
  guide: readingOf('guide'),
} satisfies Record<DocumentKind, unknown>;

/** Comparing a pasted text with the troubleshooting entries. @public */
export const handbookTroubleshootPermission = createPermission({
  name: 'handbook.troubleshooting.match',
  attributes: { action: 'read' },
});

/** Beginning a run of a runbook, and writing in its log; the caller must also be shown the runbook. @public */
export const handbookRunbookRunPermission = createPermission({
  name: 'handbook.runbook.run',
  attributes: { action: 'update' },
});

/** Every permission of the plugin. @public */
export const handbookPermissions = [
  handbookDocumentReadPermission,
  ...Object.values(handbookKindPermissions),
  handbookTroubleshootPermission,
  handbookRunbookRunPermission,
];
