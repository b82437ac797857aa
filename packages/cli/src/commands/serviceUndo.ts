import { undoService } from '@connectly/plugin-platform-node';
import { readForgeAccess, signingKey } from '../forgeAccess';
import { printResult } from '../output';
import { findCheckout, readConfiguration } from '../settings';

/** `platform service undo NAME`: takes back what `service create` made, as long as nobody has worked in it. */
export async function serviceUndoCommand(name: string, options: { as: string; json?: boolean }) {
  const configuration = await readConfiguration(findCheckout());
  const { settings, machineUsers } = configuration;
  const undone = await undoService({
    service: name,
    settings,
    access: readForgeAccess(settings),
    requester: options.as,
    creationKey: signingKey(configuration),
    machineUsers,
  });
  printResult(undone, options, ({ removed }) =>
    removed.length ? removed.map(item => `Removed ${item}`).join('\n') : `There was nothing of ${name} to remove.`,
  );
}
