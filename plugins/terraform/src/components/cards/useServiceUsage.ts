import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { ServiceUsage } from '@connectly/plugin-terraform-common';
import { terraformApiRef } from '../../api';
import { repositoryOf } from './entityPlace';

/** What the service of the entity page uses. */
export function useServiceUsage(): LoadState<ServiceUsage> {
  const api = useApi(terraformApiRef);
  const repository = repositoryOf(useEntity().entity);
  return useLoad(
    signal => api.getServiceUsage(repository, { signal }),
    [api, repository],
  );
}
