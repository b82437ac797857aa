import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup, Select, TextField } from '@backstage/ui';
import {
  environments,
  parseWaiverAnswers,
  PolicyRule,
  policyRuleIds,
  WaiverAnswers,
  waiverEnds,
  waiverName,
} from '@connectly/plugin-platform-common';
import { refusalTranslationRef } from '@connectly/plugin-platform-react';
import { DraftWaiver } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { MayCreate } from '../MayCreate';
import { ProblemList } from '../ProblemList';
import { problemsOf } from '../problemsOf';
import { proposalStyles as styles, refuseIncomplete, useDraft } from '../ProposalForm';
import { OwnerField } from '../ServiceAnswersField/OwnerField';
import { PlannedField } from './PlannedField';

type Field = keyof WaiverAnswers;

const labels = {
  rule: 'waiver.rule.label',
  service: 'waiver.service.label',
  environment: 'waiver.environment.label',
  address: 'waiver.address.label',
  owner: 'form.owner.label',
  reason: 'waiver.reason.label',
  expires: 'waiver.expires.label',
  name: 'waiver.name.label',
} as const satisfies Record<Field, string>;

/** Answers of a waiver that nobody has asked for yet. */
function start() {
  return { rule: '', service: '', environment: '', address: '', owner: '', reason: '', expires: '', name: '' } satisfies DraftWaiver;
}

const today = () => new Date().toISOString().slice(0, 10);

/** Refuses *Next* while the answers break a rule. */
export const validateWaiverAnswers = refuseIncomplete<DraftWaiver>(draft => parseWaiverAnswers(draft, today()));

function Questions(props: FieldExtensionComponentProps<DraftWaiver>) {
  const { formData, idSchema, onChange, rawErrors, errorSchema } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const { t: refusal } = useTranslationRef(refusalTranslationRef);
  const { draft, change } = useDraft<DraftWaiver>({ form: 'waiver', formData, start, onChange });
  // nobody is told off before they have pressed Next
  const isRefused = Boolean(rawErrors?.length) || Object.keys(errorSchema ?? {}).length > 0;
  const ends = waiverEnds(today());
  const problems = problemsOf<Field>(parseWaiverAnswers(draft, today()), draft, {
    label: field => labels[field] && t(labels[field]),
    rule: field => (field === 'expires' ? t('waiver.rules.expires', ends) : t(`waiver.rules.${field}`)),
    missing: refusal('errors.PLT-101.next'),
  });
  const shown = isRefused ? problems : [];
  const isInvalid = (field: Field) => shown.some(problem => problem.field === field);
  const { rule = '', service = '', environment = '', owner, name = '' } = draft;
  const common = (field: Field) => ({ label: t(labels[field]), validationBehavior: 'aria' as const, isInvalid: isInvalid(field) });
  const required = { isRequired: true, secondaryLabel: t('form.required') };
  return (
    <div className={styles.root} id={idSchema.$id}>
      <ProblemList problems={shown} />
      <Select
        {...common('rule')}
        {...required}
        description={t('waiver.rule.description')}
        placeholder={t('waiver.rule.placeholder')}
        searchable
        searchPlaceholder={t('waiver.rule.search')}
        options={policyRuleIds.map(id => ({ value: id, label: `${id}: ${t(`policy.${id}`)}` }))}
        value={rule || null}
        onChange={key => change({ rule: String(key) })}
      />
      <div className={styles.pair}>
        <PlannedField value={service} isInvalid={isInvalid('service')} onChange={value => change({ service: value })} />
        <OwnerField
          value={owner}
          description={t('waiver.ownerDescription')}
          isInvalid={isInvalid('owner')}
          onChange={value => change({ owner: value })}
        />
      </div>
      <RadioGroup
        label={t('waiver.environment.label')}
        orientation="horizontal"
        value={environment}
        onChange={value => change({ environment: value })}
      >
        {environments.map(each => (
          <Radio key={each} value={each}>
            {each}
          </Radio>
        ))}
        <Radio value="">{t('waiver.environment.all')}</Radio>
      </RadioGroup>
      <TextField
        {...common('address')}
        {...required}
        description={t('waiver.address.description')}
        placeholder="module.partner.**"
        autoComplete="off"
        spellCheck="false"
        value={draft.address ?? ''}
        onChange={value => change({ address: value })}
      />
      <TextField
        {...common('reason')}
        {...required}
        description={t('waiver.reason.description')}
        value={draft.reason ?? ''}
        onChange={value => change({ reason: value })}
      />
      <div className={styles.pair}>
        <TextField
          {...common('expires')}
          {...required}
          description={t('waiver.expires.description', ends)}
          placeholder={ends.last}
          autoComplete="off"
          value={draft.expires ?? ''}
          onChange={value => change({ expires: value.trim() })}
        />
        <TextField
          {...common('name')}
          description={t('waiver.name.description')}
          placeholder={rule && service ? waiverName({ rule: rule as PolicyRule, service, name: '' }) : undefined}
          value={name}
          onChange={value => change({ name: value })}
        />
      </div>
    </div>
  );
}

/** The questions of *Propose a waiver*, as one field whose value is the answers. */
export function WaiverAnswersField(props: FieldExtensionComponentProps<DraftWaiver>) {
  return (
    <MayCreate form="waiver">
      <Questions {...props} />
    </MayCreate>
  );
}
