import { useApi } from '@backstage/frontend-plugin-api';
import { ServiceModule } from '@connectly/plugin-platform-common';
import { ModuleVersionSummary } from '@connectly/plugin-terraform-common';
import { useCallback, useEffect, useState } from 'react';
import { platformApiRef } from '../../api';

/** Released versions of one module, newest first. */
export interface ReleasedModule {
  name: ServiceModule;
  versions: ModuleVersionSummary[];
}

/** What is known of the modules' versions. */
export type ModuleVersionsState =
  | { status: 'loading' }
  | { status: 'failed'; error: Error }
  | { status: 'loaded'; modules: ReleasedModule[] };

/** The released versions of these modules. */
export function useModuleVersions(names: ServiceModule[]): { state: ModuleVersionsState; retry: () => void } {
  const api = useApi(platformApiRef);
  const [state, setState] = useState<ModuleVersionsState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const key = names.join(' ');
  useEffect(() => {
    const abort = new AbortController();
    const load = async (name: ServiceModule) => {
      const versions = await api.listModuleVersions(name, { signal: abort.signal });
      return { name, versions: versions.filter(version => version.released) };
    };
    setState({ status: 'loading' });
    Promise.all((key.split(' ') as ServiceModule[]).map(load)).then(
      modules => !abort.signal.aborted && setState({ status: 'loaded', modules }),
      error => !abort.signal.aborted && setState({ status: 'failed', error }),
    );
    return () => abort.abort();
  }, [api, key, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { state, retry };
}
