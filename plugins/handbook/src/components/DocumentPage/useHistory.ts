import { useApi } from '@backstage/frontend-plugin-api';
import { DocumentDetails, DocumentHistory } from '@connectly/plugin-handbook-common';
import { useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';

/** What a document was; nothing while it loads, and when it cannot be had: the document is read all the same. */
export function useHistory({ repository, path, language, commit }: DocumentDetails): DocumentHistory | undefined {
  const api = useApi(handbookApiRef);
  const state = useLoad(
    signal => api.getHistory({ repository, path, language }, { signal }),
    // a document that was read anew has another history
    [api, repository, path, language, commit],
  );
  return state.status === 'loaded' ? state.value : undefined;
}
