import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ServiceAnswers, sizeOf } from '@connectly/plugin-platform-common';
import { platformTranslationRef } from '../../translations/ref';
import styles from './ServiceReviewField.module.css';

/** The choices that cost money, by environment. */
export function SizingTable({ answers }: { answers: ServiceAnswers }) {
  const { t } = useTranslationRef(platformTranslationRef);
  return (
    <section>
      <Text as="h3" variant="title-x-small">
        {t('review.sizing.title')}
      </Text>
      <div className={styles.tableFrame}>
        <table className={styles.table}>
          <caption className={styles.caption}>{t('review.sizing.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('review.sizing.environment')}</th>
              <th scope="col">{t('review.sizing.tasks')}</th>
              <th scope="col">{t('review.sizing.cpu')}</th>
              <th scope="col">{t('review.sizing.memory')}</th>
              <th scope="col">{t('review.sizing.database')}</th>
              <th scope="col">{t('review.sizing.storage')}</th>
            </tr>
          </thead>
          <tbody>
            {answers.environments.map(environment => {
              const size = sizeOf(answers, environment);
              return (
                <tr key={environment}>
                  <th scope="row">{environment}</th>
                  <td>{size.tasks}</td>
                  <td>{size.cpu / 1024}</td>
                  <td>{size.memoryMib} MiB</td>
                  <td>
                    {size.database
                      ? `${size.database.instanceClass}, ${t('review.sizing.zones', {
                          count: size.database.multiZone ? 2 : 1,
                        })}`
                      : t('review.sizing.none')}
                  </td>
                  <td>{size.database ? `${size.database.storageGib} GiB` : t('review.sizing.none')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Text as="p" color="secondary">
        {t('review.sizing.loadBalancer')}
      </Text>
    </section>
  );
}
