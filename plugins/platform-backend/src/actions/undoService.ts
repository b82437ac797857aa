import { serviceUndoPermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ServiceActionDependencies } from './ServiceActionDependencies';

/** `undo-service`: takes a creation back. */
export function registerUndoServiceAction({ actionsRegistry, provisioner }: ServiceActionDependencies) {
  actionsRegistry.register({
    name: 'undo-service',
    title: 'Undo a service',
    description:
      'Deletes the repository and closes the registration pull request that publish-service made for the caller. Refuses as soon as a person has worked in them.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    visibilityPermission: serviceUndoPermission,
    schema: {
      input: z => z.object({ name: z.string().min(1).describe('Name of the service') }),
      output: z => z.object({ removed: z.array(z.string()).describe('What was removed, in words') }),
    },
    action: async ({ input, credentials }) => {
      try {
        return { output: await provisioner.undo(input.name, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
