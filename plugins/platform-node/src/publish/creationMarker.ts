/**
 * The mark of a creation on its repository, by which a later attempt adopts it and an undo knows it. It is signed: were it
 * only a digest of names that everybody knows, a member of the organisation could make a repository that looks like
 * another person's creation, and have that person's service adopt what lies in it.
 */
import { createHmac } from 'node:crypto';
import { Config } from '@backstage/config';
import { PlatformSettings } from '../settings';

/**
 * The key that creations are signed with: `platform.creationKey`, else the first of `backend.auth.keys`. Every replica has
 * the same one, and a restart does not change it.
 * @returns undefined when there is neither
 * @public
 */
export function readCreationKey(config: Config): string | undefined {
  return (
    config.getOptionalString('platform.creationKey') ??
    config.getOptionalConfigArray('backend.auth.keys')?.[0]?.getOptionalString('secret')
  );
}

/**
 * The id of a creation: the same person creating the same service resumes, another person's is another creation. 128 bits
 * that nobody without the key can work out.
 * @public
 */
export function creationId(service: string, requester: string, key: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['platform.service.creation', service, requester]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * The home page of the repository, which is also its marker.
 * @public
 */
export function creationMarker(
  settings: PlatformSettings,
  service: string,
  requester: string,
  key: string,
): string {
  return `${settings.portalUrl}/catalog/default/component/${service}?creation=${creationId(service, requester, key)}`;
}
