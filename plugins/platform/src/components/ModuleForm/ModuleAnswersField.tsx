import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { ModuleAnswers, parseModuleAnswers } from '@connectly/plugin-platform-common';
import { refusalTranslationRef } from '@connectly/plugin-platform-react';
import { DraftModule } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { MayCreate } from '../MayCreate';
import { ProblemList } from '../ProblemList';
import { problemsOf } from '../problemsOf';
import { proposalStyles as styles, refuseIncomplete, useDraft } from '../ProposalForm';
import { NameField } from '../ServiceAnswersField/NameField';
import { OwnerField } from '../ServiceAnswersField/OwnerField';
import { isNameFree } from '../ServiceAnswersField/useNameAvailability';

type Field = keyof ModuleAnswers;

const labels = {
  name: 'module.name.label',
  title: 'module.title.label',
  description: 'module.description.label',
  owner: 'form.owner.label',
  date: 'proposal.date',
} as const satisfies Record<Field, string>;

/** Answers of a module that nobody has begun yet. */
function start() {
  return { name: '', title: '', description: '', owner: '', date: new Date().toISOString().slice(0, 10) } satisfies ModuleAnswers;
}

/** Refuses *Next* while the answers break a rule, or the name is taken. */
export const validateModuleAnswers = refuseIncomplete<DraftModule, ModuleAnswers>(parseModuleAnswers, ({ name }, apis) => isNameFree(apis, 'module', name));

function Questions(props: FieldExtensionComponentProps<DraftModule>) {
  const { formData, idSchema, onChange, rawErrors, errorSchema } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const { t: refusal } = useTranslationRef(refusalTranslationRef);
  const { draft, change } = useDraft<DraftModule>({ form: 'module', formData, start, onChange });
  // nobody is told off before they have pressed Next
  const isRefused = Boolean(rawErrors?.length) || Object.keys(errorSchema ?? {}).length > 0;
  const problems = problemsOf<Field>(parseModuleAnswers(draft), draft, {
    label: field => labels[field] && t(labels[field]),
    rule: field => t(`module.rules.${field}`),
    missing: refusal('errors.PLT-101.next'),
  });
  const shown = isRefused ? problems : [];
  const isInvalid = (field: Field) => shown.some(problem => problem.field === field);
  const text = (field: 'title' | 'description') => (
    <TextField
      label={t(`module.${field}.label`)}
      description={t(`module.${field}.description`)}
      isRequired
      secondaryLabel={t('form.required')}
      validationBehavior="aria"
      isInvalid={isInvalid(field)}
      value={draft[field] ?? ''}
      onChange={value => change({ [field]: value })}
    />
  );
  return (
    <div className={styles.root} id={idSchema.$id}>
      <ProblemList problems={shown} />
      <NameField
        of="module"
        value={draft.name ?? ''}
        isInvalid={isInvalid('name')}
        isRefused={isRefused}
        onChange={name => change({ name })}
      />
      {text('title')}
      {text('description')}
      <OwnerField
        value={draft.owner}
        description={t('module.ownerDescription')}
        isInvalid={isInvalid('owner')}
        onChange={owner => change({ owner })}
      />
    </div>
  );
}

/** The questions of *New module*, as one field whose value is the answers. */
export function ModuleAnswersField(props: FieldExtensionComponentProps<DraftModule>) {
  return (
    <MayCreate form="module">
      <Questions {...props} />
    </MayCreate>
  );
}
