import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { handbookDocumentReadPermission } from '@connectly/plugin-handbook-common';
import { CallGuard } from '@connectly/plugin-platform-node';
import { DatabaseDocumentQueries } from '../database/DatabaseDocumentQueries';
import { EntryFinder } from '../troubleshooting/EntryFinder';
import { VisibleRepositories } from '../visibility/VisibleRepositories';

/** What an action needs to be registered. */
export interface HandbookActionDependencies {
  actionsRegistry: ActionsRegistryService;
  guarded: CallGuard;
  documents: DatabaseDocumentQueries;
  entries: EntryFinder;
  visible: VisibleRepositories;
}

/** Reading, as the audit log names it. */
export const reading = (queryType: string) => ({
  eventId: 'document-fetch',
  severityLevel: 'low' as const,
  meta: { queryType },
  permission: handbookDocumentReadPermission,
});

/** PostgreSQL takes no such text. */
export const noNull = (value: string) => !value.includes('\0');

/** Every action here looks and touches nothing. */
export const attributes = { readOnly: true, destructive: false, idempotent: true };
