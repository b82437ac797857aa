import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Checkbox, CheckboxGroup, Radio, RadioGroup, TextField } from '@backstage/ui';
import {
  databases,
  Environment,
  environments,
  exposures,
  ServiceAnswers,
  sizes,
} from '@connectly/plugin-platform-common';
import { useCallback } from 'react';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { MayCreate } from '../MayCreate';
import { ProblemList } from '../ProblemList';
import { AdvancedAnswers } from './AdvancedAnswers';
import { NameField } from './NameField';
import { ServiceOwnerField } from './OwnerField';
import styles from './ServiceAnswersField.module.css';
import { useProblems } from './useProblems';
import { useSavedAnswers } from './useSavedAnswers';

function Questions(props: FieldExtensionComponentProps<DraftAnswers>) {
  const { formData, idSchema, onChange, rawErrors, errorSchema } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const { answers, change, preset } = useSavedAnswers(formData, onChange);
  const presetOwner = useCallback((owner: string) => preset({ owner }), [preset]);
  const problems = useProblems(answers);
  // nobody is told off before they have pressed Next, which our own rules refuse by `rawErrors` and the template's schema by
  // `errorSchema`; a name that is taken is said beside the name
  const isRefused = Boolean(rawErrors?.length) || Object.keys(errorSchema ?? {}).length > 0;
  const shown = isRefused ? problems : [];
  const isInvalid = (field: keyof ServiceAnswers) => shown.some(problem => problem.field === field);
  return (
    <div className={styles.root} id={idSchema.$id}>
      <ProblemList problems={shown} />
      {/* the scaffolder's own list above stands until then */}
      <p role="status" className={styles.again}>
        {isRefused && shown.length === 0 && t('form.again')}
      </p>
      <NameField
        of="service"
        value={answers.name ?? ''}
        isInvalid={isInvalid('name')}
        isRefused={isRefused}
        onChange={name => change({ name })}
      />
      <ServiceOwnerField
        value={answers.owner}
        isInvalid={isInvalid('owner')}
        onChange={owner => change({ owner })}
        onPreset={presetOwner}
      />
      <TextField
        label={t('form.description.label')}
        description={t('form.description.description')}
        validationBehavior="aria"
        isInvalid={isInvalid('description')}
        value={answers.description ?? ''}
        onChange={description => change({ description })}
      />
      <CheckboxGroup
        label={t('form.environments.label')}
        description={t('form.environments.description')}
        isRequired
        secondaryLabel={t('form.required')}
        validationBehavior="aria"
        isInvalid={isInvalid('environments')}
        orientation="horizontal"
        value={answers.environments ?? []}
        onChange={values => change({ environments: values as Environment[] })}
      >
        {environments.map(environment => (
          <Checkbox key={environment} value={environment}>
            {t(`form.environments.${environment}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <div className={styles.choices}>
        <RadioGroup
          label={t('form.size.label')}
          isRequired
          secondaryLabel={t('form.required')}
          value={answers.size}
          onChange={size => change({ size: size as ServiceAnswers['size'] })}
        >
          {sizes.map(size => (
            <Radio key={size} value={size}>
              {t(`form.size.${size}`)}
            </Radio>
          ))}
        </RadioGroup>
        <RadioGroup
          label={t('form.database.label')}
          isRequired
          secondaryLabel={t('form.required')}
          value={answers.database}
          onChange={database => change({ database: database as ServiceAnswers['database'] })}
        >
          {databases.map(database => (
            <Radio key={database} value={database}>
              {t(`form.database.${database}`)}
            </Radio>
          ))}
        </RadioGroup>
        <RadioGroup
          label={t('form.exposure.label')}
          isRequired
          secondaryLabel={t('form.required')}
          value={answers.exposure}
          onChange={exposure => change({ exposure: exposure as ServiceAnswers['exposure'] })}
        >
          {exposures.map(exposure => (
            <Radio key={exposure} value={exposure}>
              {t(`form.exposure.${exposure}`)}
            </Radio>
          ))}
        </RadioGroup>
      </div>
      <AdvancedAnswers answers={answers} isInvalid={isInvalid} onChange={change} />
    </div>
  );
}

/** The questions of the service form, as one field whose value is the answers. */
export function ServiceAnswersField(props: FieldExtensionComponentProps<DraftAnswers>) {
  return (
    <MayCreate form="service">
      <Questions {...props} />
    </MayCreate>
  );
}
