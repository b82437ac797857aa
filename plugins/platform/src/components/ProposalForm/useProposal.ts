import { useApi } from '@backstage/frontend-plugin-api';
import { RenderedProposal } from '@connectly/plugin-platform-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { PlatformApi, platformApiRef } from '../../api';

/** A form whose answers become a pull request. */
export type ProposalForm = 'decision' | 'module' | 'waiver';

const previews = {
  decision: 'previewDecision',
  module: 'previewModule',
  waiver: 'previewWaiver',
} as const satisfies Record<ProposalForm, keyof PlatformApi>;

/** What the pull request of these answers would hold now; rendered anew when they change. */
export function useProposal(form: ProposalForm, draft: object): LoadState<RenderedProposal> {
  const api = useApi(platformApiRef);
  const body = JSON.stringify(draft);
  return useLoad(async signal => (await api[previews[form]](JSON.parse(body), { signal })).rendered, [api, form, body]);
}
