/**
 * An image of the document's own repository, asked for with the reader's token at this portal: no other host learns who reads. It is drawn
 * from its bytes as an image and as nothing else. Until it is there, and where it is not, its text stands in its place.
 */
import { discoveryApiRef, fetchApiRef, useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLoad } from '@connectly/plugin-platform-react';
import { RiImageLine } from '@remixicon/react';
import styles from './DocumentMarkdown.module.css';
import { documentTranslationRef } from './translations/ref';

/** What the repositories backend answers as; anything else is not drawn. */
const types = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

export function RepositoryImage({ alt, source }: { alt: string | undefined; source: ImageSource | undefined }) {
  const { t } = useTranslationRef(documentTranslationRef);
  const drawn = useImage(source);
  if (drawn) return <img className={styles.drawn} src={drawn} alt={alt ?? ''} />;
  return (
    <span className={styles.image}>
      <RiImageLine size={16} aria-hidden />
      {alt ? t('image', { alt }) : t('imageWithoutText')}
    </span>
  );
}

/** A file of a repository. */
export interface ImageSource {
  repository: string;
  ref: string;
  path: string;
}

/** What is drawn, once it is there: until then, and where it fails, the image's text is. */
function useImage(source: ImageSource | undefined): string | undefined {
  const discovery = useApi(discoveryApiRef);
  const { fetch } = useApi(fetchApiRef);
  const { repository, ref, path } = source ?? {};
  const state = useLoad(
    async signal => {
      if (!repository || !ref || !path) return undefined;
      const name = repository.split('/').map(encodeURIComponent).join('/');
      const query = new URLSearchParams({ ref, path });
      const response = await fetch(`${await discovery.getBaseUrl('repositories')}/repositories/${name}/image?${query}`, { signal });
      const type = response.headers.get('content-type') ?? '';
      if (!response.ok || !types.includes(type)) return undefined;
      return dataUrl(type, new Uint8Array(await response.arrayBuffer()));
    },
    [discovery, fetch, repository, ref, path],
  );
  return state.status === 'loaded' ? state.value : undefined;
}

/** `data:`, which the portal's content policy lets images be. */
function dataUrl(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))}`;
}
