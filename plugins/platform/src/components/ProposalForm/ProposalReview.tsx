import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { platformTranslationRef } from '../../translations/ref';
import { FileBrowser } from '../ServiceReviewField/FileBrowser';
import styles from './ProposalForm.module.css';
import { ProposalForm, useProposal } from './useProposal';

/** The review step of a proposal: the real files, and the pull request that they arrive by. */
export function ProposalReview(props: { id: string; form: ProposalForm; draft: object }) {
  const { id, form, draft } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const state = useProposal(form, draft);
  if (state.status === 'loading') {
    return (
      <div role="status" aria-label={t('review.loading')} className={styles.review}>
        <Skeleton height={32} />
        <Skeleton height={420} />
      </div>
    );
  }
  if (state.status === 'failed') {
    return <RefusalAlert error={state.error} title={t('review.failed')} retry={state.retry} />;
  }
  const { repository, branch, title, files } = state.value;
  return (
    <div className={styles.review} id={id}>
      <Text as="h2" variant="title-small">
        {t(`${form}.review`)}
      </Text>
      <FileBrowser
        groups={[{ title: t('proposal.pullRequest', { title }), detail: t('proposal.place', { repository, branch }), files }]}
      />
      <Text as="p" color="secondary">
        {t(`${form}.reviewNote`)}
      </Text>
    </div>
  );
}
