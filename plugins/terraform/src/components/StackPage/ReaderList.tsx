import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RepositoryLink } from '@connectly/plugin-platform-react';
import { terraformTranslationRef } from '../../translations/ref';
import { Reader } from './contractReaders';
import styles from './StackPage.module.css';

/** Repositories with the environments that read a value. */
export function ReaderList({
  readers,
  entities,
}: {
  readers: Reader[];
  entities: Map<string, string>;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  if (readers.length === 0)
    return (
      <span className={styles.secondary}>{t('stackPage.contract.nobody')}</span>
    );
  return (
    <ul className={styles.readers}>
      {readers.map(({ repository, places }) => (
        <li key={repository}>
          <RepositoryLink
            repository={repository}
            entityRef={entities.get(repository)}
          />{' '}
          <span className={styles.secondary}>{places.join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
