import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './DocumentPage.module.css';

/** The languages of a document that has both. */
export function LanguageSwitch({ document }: { document: DocumentDetails }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const { repository, path, languages } = document;
  if (languages.length < 2) return null;
  return (
    <nav aria-label={t('document.language')}>
      <ul className={styles.languages}>
        {languages.map(language => (
          <li key={language}>
            {language === document.language ? (
              <span aria-current="true">{t(`languages.${language}`)}</span>
            ) : (
              <Link href={links.document({ repository, path, language }) ?? ''}>{t(`languages.${language}`)}</Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
