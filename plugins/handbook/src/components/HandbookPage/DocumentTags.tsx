import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, VisuallyHidden } from '@backstage/ui';
import { useQuery, withChanges } from '@connectly/plugin-platform-react';
import { ReactNode } from 'react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './HandbookPage.module.css';

/** Tags of one document in a list: a file may name more than anybody reads. */
const shownTags = 6;

/** The tags of a document; each narrows the list that it stands in. */
export function DocumentTags({ tags }: { tags: string[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if (tags.length === 0) return null;
  const hidden = tags.slice(shownTags);
  const more = t('document.moreTags', { count: hidden.length, tags: hidden.join(', ') });
  return (
    <ul aria-label={t('document.tags')} className={styles.tags}>
      {tags.slice(0, shownTags).map(tag => (
        // a long one is cut
        <li key={tag} title={tag}>
          <NarrowingLink name="tag" value={tag} className={styles.tag}>
            {tag}
          </NarrowingLink>
        </li>
      ))}
      {hidden.length > 0 && (
        <li className={styles.secondary} title={more}>
          <span aria-hidden>{`+${hidden.length}`}</span>
          <VisuallyHidden>{more}</VisuallyHidden>
        </li>
      )}
    </ul>
  );
}

/** Leads to the list with one more filter; what else narrows it stays. */
export function NarrowingLink(props: { name: string; value: string; className?: string; children: ReactNode }) {
  const { name, value, className, children } = props;
  const { handbook } = useHandbookLinks();
  const [query] = useQuery();
  return (
    <Link
      href={`${handbook ?? ''}?${withChanges(query, { [name]: value, offset: undefined })}`}
      aria-current={query.get(name) === value || undefined}
      className={className}
    >
      {children}
    </Link>
  );
}
