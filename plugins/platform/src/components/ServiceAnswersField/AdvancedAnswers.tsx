import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger, NumberField, Radio, RadioGroup, TextField } from '@backstage/ui';
import { ServiceAnswers, tiers } from '@connectly/plugin-platform-common';
import { useState } from 'react';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
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
  const isRefused = (['containerPort', 'healthCheckPath', 'costCenter'] as const).some(isInvalid);
  return (
    // what is refused must be seen
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
            isInvalid={isInvalid('containerPort')}
            minValue={1024}
            maxValue={65535}
            formatOptions={{ useGrouping: false }}
            value={answers.containerPort}
            onChange={containerPort => onChange({ containerPort })}
          />
          <TextField
            label={t('form.advanced.healthCheckPath')}
            isInvalid={isInvalid('healthCheckPath')}
            value={answers.healthCheckPath ?? ''}
            onChange={healthCheckPath => onChange({ healthCheckPath })}
          />
          <TextField
            label={t('form.advanced.costCenter')}
            description={t('form.advanced.costCenterDescription')}
            isInvalid={isInvalid('costCenter')}
            value={answers.costCenter ?? ''}
            onChange={costCenter => onChange({ costCenter })}
          />
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
