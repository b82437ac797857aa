import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CallGuard } from '@connectly/plugin-platform-node';
import { ReadableDocuments } from '../access/ReadableDocuments';
import { DatabaseDocumentQueries } from '../database/DatabaseDocumentQueries';
import { EntryFinder } from '../troubleshooting/EntryFinder';

/** What an action needs to be registered. */
export interface HandbookActionDependencies {
  actionsRegistry: ActionsRegistryService;
  guarded: CallGuard;
  documents: DatabaseDocumentQueries;
  entries: EntryFinder;
  readable: ReadableDocuments;
}

/** Every action here looks and touches nothing. */
export const attributes = { readOnly: true, destructive: false, idempotent: true };
