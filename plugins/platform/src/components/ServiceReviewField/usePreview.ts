import { useApi } from '@backstage/frontend-plugin-api';
import { RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { useCallback, useEffect, useState } from 'react';
import { DraftAnswers, platformApiRef } from '../../api';

/** The state of a preview. */
export type Preview =
  | { status: 'loading' }
  | { status: 'failed'; error: Error }
  | { status: 'rendered'; answers: ServiceAnswers; rendered: RenderedService };

/** The files that Create would commit for these answers; rendered anew when they change. */
export function usePreview(draft: DraftAnswers): { preview: Preview; retry: () => void } {
  const api = useApi(platformApiRef);
  const [preview, setPreview] = useState<Preview>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const body = JSON.stringify(draft);
  useEffect(() => {
    const abort = new AbortController();
    setPreview({ status: 'loading' });
    api.preview(JSON.parse(body), { signal: abort.signal }).then(
      result => !abort.signal.aborted && setPreview({ status: 'rendered', ...result }),
      error => !abort.signal.aborted && setPreview({ status: 'failed', error }),
    );
    return () => abort.abort();
  }, [api, body, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { preview, retry };
}
