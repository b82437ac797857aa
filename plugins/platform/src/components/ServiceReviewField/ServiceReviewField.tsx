import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Skeleton, Text } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { FileBrowser } from './FileBrowser';
import styles from './ServiceReviewField.module.css';
import { SizingTable } from './SizingTable';
import { usePreview } from './usePreview';

/** The review step: the real files, where each arrives, and what costs money. */
export function ServiceReviewField(props: FieldExtensionComponentProps<string>) {
  const { t } = useTranslationRef(platformTranslationRef);
  const { answers } = props.formContext.formData as { answers: DraftAnswers };
  const { preview, retry } = usePreview(answers);
  if (preview.status === 'loading') {
    return (
      <div role="status" aria-label={t('review.loading')} className={styles.root}>
        <Skeleton height={32} />
        <Skeleton height={420} />
      </div>
    );
  }
  if (preview.status === 'failed') {
    return <RefusalAlert error={preview.error} title={t('review.failed')} retry={retry} />;
  }
  const { rendered } = preview;
  return (
    <div className={styles.root} id={props.idSchema.$id}>
      <Text as="h2" variant="title-small">
        {t('review.title')}
      </Text>
      <FileBrowser
        groups={[
          { title: t('review.provision'), detail: t('review.provisionDetail'), files: rendered.provision },
          { title: t('review.first'), detail: t('review.firstDetail'), files: rendered.foundation },
          { title: t('review.registration'), detail: t('review.registrationDetail'), files: [rendered.registration] },
        ]}
      />
      <SizingTable answers={preview.answers} />
      <section>
        <Text as="h3" variant="title-x-small">
          {t('review.modules')}
        </Text>
        <ul className={styles.modules}>
          {Object.entries(rendered.moduleVersions).map(([name, version]) => (
            <li key={name}>
              {name} <code>{version}</code>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
