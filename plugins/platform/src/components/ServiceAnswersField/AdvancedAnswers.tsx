import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger, NumberField, Radio, RadioGroup, TextField } from '@backstage/ui';
import { ServiceAnswers, tiers } from '@connectly/plugin-platform-common';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import styles from './ServiceAnswersField.module.css';

/** What most people leave as it is, folded away. */
export function AdvancedAnswers(props: { answers: DraftAnswers; onChange: (part: DraftAnswers) => void }) {
  const { answers, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  return (
    <Accordion>
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
            minValue={1024}
            maxValue={65535}
            formatOptions={{ useGrouping: false }}
            value={answers.containerPort}
            onChange={containerPort => onChange({ containerPort })}
          />
          <TextField
            label={t('form.advanced.healthCheckPath')}
            value={answers.healthCheckPath ?? ''}
            onChange={healthCheckPath => onChange({ healthCheckPath })}
          />
          <TextField
            label={t('form.advanced.costCenter')}
            value={answers.costCenter ?? ''}
            onChange={costCenter => onChange({ costCenter })}
          />
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
