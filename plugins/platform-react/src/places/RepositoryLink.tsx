import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { useForge } from '../forge';

/** A repository as the entity that lives in it, or as itself where the catalog knows none. @public */
export function RepositoryLink({
  repository,
  entityRef,
}: {
  repository: string;
  entityRef?: string;
}) {
  const forge = useForge();
  if (entityRef) return <EntityRefLink entityRef={entityRef} />;
  return (
    <Link
      href={forge.repository(repository)}
      target="_blank"
      rel="noopener noreferrer"
    >
      {repository}
    </Link>
  );
}
