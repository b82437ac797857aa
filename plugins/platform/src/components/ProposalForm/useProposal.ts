import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RenderedProposal } from '@connectly/plugin-platform-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { platformApiRef } from '../../api';
import { forgetDraft } from '../savedDraft';

/** What the pull request of these answers would hold now; rendered anew when they change. */
export function useProposal(form: 'decision' | 'module', draft: object): LoadState<RenderedProposal> {
  const api = useApi(platformApiRef);
  const identity = useApi(identityApiRef);
  const body = JSON.stringify(draft);
  return useLoad(
    async signal => {
      const answers = JSON.parse(body);
      const { rendered } = await (form === 'decision'
        ? api.previewDecision(answers, { signal })
        : api.previewModule(answers, { signal }));
      const { userEntityRef } = await identity.getBackstageIdentity();
      forgetDraft({ form, person: userEntityRef });
      return rendered;
    },
    [api, identity, form, body],
  );
}
