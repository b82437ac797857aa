/** Every world by its name, which is what the comment above a block of a document says. */
import { bootstrap } from './bootstrap.mjs';
import { moduleDevelopment } from './module-development.mjs';
import { operations } from './operations.mjs';
import { recoveryData } from './recovery-data.mjs';
import { recoveryService } from './recovery-service.mjs';
import { stateMigration } from './state-migration.mjs';

export const worlds = { ...bootstrap, ...moduleDevelopment, ...operations, ...stateMigration, ...recoveryData, ...recoveryService };
