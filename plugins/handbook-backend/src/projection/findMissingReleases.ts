import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { isMissingRelease, knownReleases } from '@connectly/plugin-handbook-node';
import { everyPage, RepositoriesService } from '@connectly/plugin-repositories-node';
import { DatabaseHandbookStore } from '../database/DatabaseHandbookStore';
import { releaseOf } from './releaseLabels';

const tagPrefix = 'refs/tags/';

/**
 * Finds out which releases of modules that documents name the central repository does not have, so that such a document is told to be
 * broken. While no release of it is read, nothing is known to be missing.
 * @throws what the reader of Git throws; then what was known stands
 */
export async function findMissingReleases(options: {
  store: DatabaseHandbookStore;
  repositories: RepositoriesService;
  credentials: BackstageCredentials;
  now?: Date;
}): Promise<void> {
  const { store, repositories, credentials, now } = options;
  const named = await store.named('release');
  const tags: string[] = [];
  if (named.length > 0) {
    const { items } = await everyPage(paging =>
      repositories.listRepositories(paging, { credentials }),
    );
    for (const { fullName } of items.filter(({ central }) => central)) {
      const refs = await repositories.listRefs(
        { repository: fullName },
        { credentials },
      );
      tags.push(
        ...refs
          .filter(({ name }) => name.startsWith(tagPrefix))
          .map(({ name }) => name.slice(tagPrefix.length)),
      );
    }
  }
  const releases = knownReleases(tags);
  const missing = named.filter(
    label =>
      releases.tags.size > 0 && isMissingRelease(releaseOf(label), releases),
  );
  await store.keepMissing('release', missing, now);
}
