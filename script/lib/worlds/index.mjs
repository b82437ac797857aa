/** Every world by its name, which is what the comment above a block of a document says. */
import { moduleDevelopment } from './module-development.mjs';
import { recoveryData } from './recovery-data.mjs';
import { recoveryService } from './recovery-service.mjs';
import { stateMigration } from './state-migration.mjs';

export const worlds = { ...moduleDevelopment, ...stateMigration, ...recoveryData, ...recoveryService };
