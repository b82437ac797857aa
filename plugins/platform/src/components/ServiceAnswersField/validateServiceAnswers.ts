import { ApiHolder, identityApiRef } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { parseServiceAnswers, ServiceAnswers } from '@connectly/plugin-platform-common';
import { DraftAnswers } from '../../api';
import { refuseIncomplete } from '../ProposalForm/refuseIncomplete';
import { mayOwn } from './mayOwn';
import { isNameFree } from './useNameAvailability';

/**
 * Refuses *Next* by the rules of every other door; the name is asked of catalog and forge once more, and the owner must be a team for
 * which the person may create. A check that cannot be made does not stop the form: Create asks again.
 */
export const validateServiceAnswers = refuseIncomplete<DraftAnswers, ServiceAnswers>(
  parseServiceAnswers,
  async ({ name, owner }, apis) => (await isNameFree(apis, 'service', name)) && (await isOwn(owner, apis)),
);

async function isOwn(owner: string, apiHolder: ApiHolder): Promise<boolean> {
  const identity = apiHolder.get(identityApiRef);
  const permissions = apiHolder.get(permissionApiRef);
  if (!identity || !permissions) return true;
  return await mayOwn(owner, { identity, permissions }).catch(() => true);
}
