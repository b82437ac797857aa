import { CatalogService } from '@backstage/plugin-catalog-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';

/** A catalog that shows everybody the entities of these repositories, `owner/name`, as they are when it is asked. */
export function catalogOf(repositories: Iterable<string>): CatalogService {
  const catalog = {
    async *streamEntities() {
      yield [...repositories].map(name => ({
        metadata: { annotations: { [platformAnnotations.repository]: name } },
      }));
    },
  };
  return catalog as unknown as CatalogService;
}
