import { PlatformSettings } from '../settings';
import { ForgeAccess, ForgeClient } from './ForgeClient';
import { PlatformError } from '@connectly/plugin-platform-common';

const document = /* GraphQL */ `
  query RepositoryHomepage($organisation: String!, $service: String!) {
    service: repository(owner: $organisation, name: $service, followRenames: false) {
      homepageUrl
    }
  }
`;

/** The home page of a repository, empty when it has none; `undefined` when there is no such repository. */
export async function readRepositoryHomepage(
  access: ForgeAccess,
  settings: PlatformSettings,
  service: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const client = new ForgeClient(access, { signal });
  const { data, problems } = await client.graphql<{
    service: { homepageUrl: string | null } | null;
  }>(document, { organisation: settings.organisation, service });
  const unexpected = problems.find(problem => problem.type !== 'NOT_FOUND');
  if (unexpected) {
    throw new PlatformError({ code: 'PLT-301', message: unexpected.message });
  }
  return data.service ? data.service.homepageUrl ?? '' : undefined;
}
