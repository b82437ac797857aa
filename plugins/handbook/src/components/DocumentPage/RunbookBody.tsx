import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { DocumentDetails, RunbookFacts } from '@connectly/plugin-handbook-common';
import { Facts } from '@connectly/plugin-platform-react';
import { RiBookReadLine, RiPrinterLine } from '@remixicon/react';
import { useDuration } from '../../duration';
import { handbookTranslationRef } from '../../translations/ref';
import { RunsOfRunbook } from '../Runs';
import styles from './DocumentPage.module.css';
import { DocumentText } from './DocumentText';
import { passagesOf } from './passages';
import { RunbookStepContent, RunbookStepFacts } from './RunbookStepContent';

/** What a runbook promises, and its steps one below the other. */
export function RunbookBody(props: { document: DocumentDetails; runbook: RunbookFacts; onRead: () => void }) {
  const { document, runbook, onRead } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const { before, after } = passagesOf(
    document,
    runbook.steps.map(step => step.line),
  );
  return (
    <div className={styles.runbook}>
      <RunbookPromise runbook={runbook} />
      <RunsOfRunbook document={document} />
      <div className={styles.actions}>
        <Button variant="secondary" iconStart={<RiBookReadLine />} onPress={onRead}>
          {t('runbook.read')}
        </Button>
        <Button variant="secondary" iconStart={<RiPrinterLine />} onPress={() => window.print()}>
          {t('runbook.print')}
        </Button>
      </div>
      <DocumentText document={document} text={before} withoutTitle />
      <ol className={styles.steps} aria-label={t('runbook.steps')}>
        {runbook.steps.map(step => (
          <li key={step.number} className={styles.step}>
            <span className={styles.number} aria-hidden>
              {step.number}
            </span>
            <div className={styles.stepBody}>
              <Text as="h3" variant="title-x-small" weight="bold">
                <span className={styles.hidden}>{t('runbook.step', { number: String(step.number) })}: </span>
                {step.title}
              </Text>
              <RunbookStepFacts step={step} />
              <RunbookStepContent document={document} step={step} />
            </div>
          </li>
        ))}
      </ol>
      {after && <DocumentText document={document} text={after} idPrefix="document-after-" />}
    </div>
  );
}

/** Scenario, tier and times; nothing when the runbook says none. */
export function RunbookPromise({ runbook: { scenario, tier, rtoMinutes, rpoMinutes, steps } }: { runbook: RunbookFacts }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const duration = useDuration();
  const expected = steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0);
  const facts = [
    { name: t('runbook.tier'), value: tier },
    { name: t('runbook.rto'), value: rtoMinutes === undefined ? undefined : duration(rtoMinutes) },
    { name: t('runbook.rpo'), value: rpoMinutes === undefined ? undefined : duration(rpoMinutes) },
    { name: t('runbook.expected'), value: expected > 0 ? duration(expected) : undefined },
  ].filter(fact => fact.value !== undefined);
  if (facts.length === 0 && !scenario) return null;
  return (
    <section className={styles.lead} aria-label={t('runbook.facts')}>
      {/* a sentence needs a line of its own */}
      {scenario && <Facts facts={[{ name: t('runbook.scenario'), value: scenario }]} />}
      <Facts facts={facts} />
    </section>
  );
}
