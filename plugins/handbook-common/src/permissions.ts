import { createPermission } from '@backstage/plugin-permission-common';

/** Reading documents, their states and findings; besides, the caller must see the repository that holds them. @public */
export const handbookDocumentReadPermission = createPermission({
  name: 'handbook.document.read',
  attributes: { action: 'read' },
});

/** Comparing a pasted text with the troubleshooting entries. @public */
export const handbookTroubleshootPermission = createPermission({
  name: 'handbook.troubleshooting.match',
  attributes: { action: 'read' },
});

/** Beginning a run of a runbook, and writing in its log; the caller must also see the repository that holds the runbook. @public */
export const handbookRunbookRunPermission = createPermission({
  name: 'handbook.runbook.run',
  attributes: { action: 'update' },
});

/** Every permission of the plugin. @public */
export const handbookPermissions = [
  handbookDocumentReadPermission,
  handbookTroubleshootPermission,
  handbookRunbookRunPermission,
];
