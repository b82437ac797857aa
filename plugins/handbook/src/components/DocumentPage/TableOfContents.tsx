import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DocumentHeading } from '@connectly/plugin-handbook-common';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './DocumentPage.module.css';

/** From this many headings on, a document is long. */
const longFrom = 4;

/** The headings of a long document, two levels deep. */
export function TableOfContents({ headings }: { headings: DocumentHeading[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const listed = headings.filter(heading => heading.level === 2 || heading.level === 3);
  if (listed.length < longFrom) return null;
  return (
    <nav aria-label={t('document.contents')} className={styles.contents}>
      <p className={styles.contentsTitle}>{t('document.contents')}</p>
      <ol>
        {listed.map(heading => (
          <li key={heading.anchor} data-level={heading.level}>
            {/* a plain link: the router would drop the query, which names the document */}
            <a href={`#document-${heading.anchor}`}>{heading.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
