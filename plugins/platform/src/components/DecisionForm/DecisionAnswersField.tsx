import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import { DecisionAnswers, decisionFileName, parseDecisionAnswers } from '@connectly/plugin-platform-common';
import { DraftDecision } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { MayCreate } from '../MayCreate';
import { ProblemList } from '../ProblemList';
import { LinesField, proposalStyles as styles, refuseIncomplete, useDraft } from '../ProposalForm';
import { OwnerField } from '../ServiceAnswersField/OwnerField';
import { RepositoryField } from './RepositoryField';
import { useDecisionProblems } from './useDecisionProblems';

/** Answers of a decision that nobody has written yet. */
function start() {
  return {
    repository: '',
    title: '',
    fileName: '',
    owner: '',
    context: '',
    options: [],
    chosen: '',
    reason: '',
    good: [],
    bad: [],
    date: new Date().toISOString().slice(0, 10),
  } satisfies DecisionAnswers;
}

/** Refuses *Next* while the answers break a rule. */
export const validateDecisionAnswers = refuseIncomplete<DraftDecision>(parseDecisionAnswers);

function Questions(props: FieldExtensionComponentProps<DraftDecision>) {
  const { formData, idSchema, onChange, rawErrors, errorSchema } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const { draft, change } = useDraft<DraftDecision>({ form: 'decision', formData, start, onChange });
  const problems = useDecisionProblems(draft);
  // nobody is told off before they have pressed Next
  const isRefused = Boolean(rawErrors?.length) || Object.keys(errorSchema ?? {}).length > 0;
  const shown = isRefused ? problems : [];
  const isInvalid = (field: keyof DecisionAnswers) => shown.some(problem => problem.field === field);
  const { repository = '', title = '', fileName = '', owner, context = '', options = [], chosen = '', reason = '', good = [], bad = [] } = draft;
  return (
    <div className={styles.root} id={idSchema.$id}>
      <ProblemList problems={shown} />
      <div className={styles.pair}>
        <RepositoryField value={repository} isInvalid={isInvalid('repository')} onChange={value => change({ repository: value })} />
        <OwnerField
          value={owner}
          description={t('decision.ownerDescription')}
          isInvalid={isInvalid('owner')}
          onChange={value => change({ owner: value })}
        />
      </div>
      <TextField
        label={t('decision.title.label')}
        description={t('decision.title.description')}
        isRequired
        secondaryLabel={t('form.required')}
        validationBehavior="aria"
        isInvalid={isInvalid('title')}
        value={title}
        onChange={value => change({ title: value })}
      />
      <TextAreaField
        label={t('decision.context.label')}
        description={t('decision.context.description')}
        isRequired
        secondaryLabel={t('form.required')}
        validationBehavior="aria"
        isInvalid={isInvalid('context')}
        rows={6}
        value={context}
        onChange={value => change({ context: value })}
      />
      <LinesField
        label={t('decision.options.label')}
        description={t('decision.options.description')}
        isRequired
        isInvalid={isInvalid('options')}
        value={options}
        onChange={value => change({ options: value, ...(value.includes(chosen) ? {} : { chosen: '' }) })}
      />
      <Select
        label={t('decision.chosen.label')}
        description={t('decision.chosen.description')}
        placeholder={t('decision.chosen.placeholder')}
        isRequired
        secondaryLabel={t('form.required')}
        validationBehavior="aria"
        isInvalid={isInvalid('chosen')}
        isDisabled={options.length === 0}
        options={[...new Set(options)].map(option => ({ value: option, label: option }))}
        value={chosen || null}
        onChange={key => change({ chosen: String(key) })}
      />
      <TextAreaField
        label={t('decision.reason.label')}
        description={t('decision.reason.description')}
        isRequired
        secondaryLabel={t('form.required')}
        validationBehavior="aria"
        isInvalid={isInvalid('reason')}
        rows={4}
        value={reason}
        onChange={value => change({ reason: value })}
      />
      <div className={styles.pair}>
        <LinesField
          label={t('decision.good.label')}
          description={t('decision.good.description')}
          isInvalid={isInvalid('good')}
          value={good}
          onChange={value => change({ good: value })}
        />
        <LinesField
          label={t('decision.bad.label')}
          description={t('decision.bad.description')}
          isInvalid={isInvalid('bad')}
          value={bad}
          onChange={value => change({ bad: value })}
        />
      </div>
      <TextField
        label={t('decision.fileName.label')}
        description={t('decision.fileName.description')}
        placeholder={decisionFileName({ title, fileName: '' })}
        validationBehavior="aria"
        isInvalid={isInvalid('fileName')}
        value={fileName}
        onChange={value => change({ fileName: value })}
      />
    </div>
  );
}

/** The questions of *Propose an ADR*, as one field whose value is the answers. */
export function DecisionAnswersField(props: FieldExtensionComponentProps<DraftDecision>) {
  return (
    <MayCreate form="decision">
      <Questions {...props} />
    </MayCreate>
  );
}
