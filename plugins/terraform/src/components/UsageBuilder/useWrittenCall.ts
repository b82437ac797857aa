import { useApi } from '@backstage/frontend-plugin-api';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { ModuleCallAnswer, ModuleCallDraft } from '@connectly/plugin-terraform-common';
import { useEffect, useState } from 'react';
import { terraformApiRef } from '../../api';

/** Milliseconds without a change after which a draft is sent. */
const pause = 300;

/** The draft as the server checks and writes it, shortly after every change. */
export function useWrittenCall(
  module: { name: string; version: string },
  draft: ModuleCallDraft,
): LoadState<ModuleCallAnswer> {
  const api = useApi(terraformApiRef);
  const wanted = JSON.stringify(draft);
  const [sent, setSent] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSent(wanted), pause);
    return () => clearTimeout(timer);
  }, [wanted]);
  return useLoad(
    signal => api.writeModuleCall({ ...module, draft: JSON.parse(sent) }, { signal }),
    [api, module.name, module.version, sent],
    { keep: true },
  );
}
