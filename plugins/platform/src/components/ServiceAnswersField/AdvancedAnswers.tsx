import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger, NumberField, Radio, RadioGroup, TextField } from '@backstage/ui';
import { ServiceAnswers, tiers } from '@connectly/plugin-platform-common';
import { useState } from 'react';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import { ModuleVersionFields } from './ModuleVersionFields';
import styles from './ServiceAnswersField.module.css';

/** What most people leave as it is, folded away. */
export function AdvancedAnswers(props: {
  answers: DraftAnswers;
  isInvalid: (field: keyof ServiceAnswers) => boolean;
  onChange: (part: DraftAnswers) => void;
}) {
  const { answers, isInvalid, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const [isExpanded, setExpanded] = useState(false);
  const [showsVersions, setShowsVersions] = useState(false);
  const isRefused = (['containerPort', 'healthCheckPath', 'costCenter', 'moduleVersions'] as const).some(isInvalid);
  // what is refused must be seen
  const areVersionsShown = showsVersions || isInvalid('moduleVersions');
  return (
    <Accordion isExpanded={isExpanded || isRefused} onExpandedChange={setExpanded}>
      <AccordionTrigger title={t('form.advanced.title')} />
      <AccordionPanel>
        <div className={styles.advanced}>
          <RadioGroup
            label={t('form.advanced.tier.label')}
            value={answers.tier}
            onChange={tier => onChange({ tier: tier as ServiceAnswers['tier'] })}
          >
            {tiers.map(tier => (
              <Radio key={tier} value={tier}>
                {t(`form.advanced.tier.${tier}`)}
              </Radio>
            ))}
          </RadioGroup>
          <NumberField
            label={t('form.advanced.containerPort')}
            validationBehavior="aria"
            isInvalid={isInvalid('containerPort')}
            minValue={1024}
            maxValue={65535}
            formatOptions={{ useGrouping: false }}
            value={answers.containerPort}
            // an emptied field has no number, and gets its usual value back
            onChange={port => onChange({ containerPort: Number.isNaN(port) ? undefined : port })}
          />
          <TextField
            label={t('form.advanced.healthCheckPath')}
            validationBehavior="aria"
            isInvalid={isInvalid('healthCheckPath')}
            value={answers.healthCheckPath ?? ''}
            onChange={healthCheckPath => onChange({ healthCheckPath })}
          />
          <TextField
            label={t('form.advanced.costCenter')}
            description={t('form.advanced.costCenterDescription')}
            validationBehavior="aria"
            isInvalid={isInvalid('costCenter')}
            value={answers.costCenter ?? ''}
            onChange={costCenter => onChange({ costCenter })}
          />
        </div>
        <Accordion className={styles.versions} isExpanded={areVersionsShown} onExpandedChange={setShowsVersions}>
          <AccordionTrigger title={t('form.moduleVersions.title')} />
          {/* asked for once somebody wants to choose */}
          <AccordionPanel>{areVersionsShown && <ModuleVersionFields answers={answers} onChange={onChange} />}</AccordionPanel>
        </Accordion>
      </AccordionPanel>
    </Accordion>
  );
}
