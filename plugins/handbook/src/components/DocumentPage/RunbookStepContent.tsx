import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DocumentDetails, RunbookStep } from '@connectly/plugin-handbook-common';
import { RiCheckDoubleLine, RiHand, RiTimeLine, RiUserLine } from '@remixicon/react';
import { ReactElement, ReactNode } from 'react';
import { useDuration } from '../../duration';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './DocumentPage.module.css';
import { DocumentText } from './DocumentText';

/** Who does a step, and how long it should take. */
export function RunbookStepFacts({ step: { who, minutes } }: { step: RunbookStep }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const duration = useDuration();
  if (!who && minutes === undefined) return null;
  return (
    <dl className={styles.stepFacts}>
      {who && (
        <div>
          <dt>
            <RiUserLine size={16} aria-hidden /> {t('runbook.who')}
          </dt>
          <dd>{who}</dd>
        </div>
      )}
      {minutes !== undefined && (
        <div>
          <dt>
            <RiTimeLine size={16} aria-hidden /> {t('runbook.time')}
          </dt>
          <dd>{duration(minutes)}</dd>
        </div>
      )}
    </dl>
  );
}

/** What is done, how one sees that it worked, and when to stop. */
export function RunbookStepContent({ document, step }: { document: DocumentDetails; step: RunbookStep }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const idPrefix = `document-step-${step.number}-`;
  return (
    <>
      <DocumentText document={document} text={step.text} headingLevel={4} idPrefix={idPrefix} />
      {step.verify && (
        <SetApart kind="verify" icon={<RiCheckDoubleLine size={20} />} title={t('runbook.verify')}>
          <DocumentText document={document} text={step.verify} headingLevel={4} idPrefix={`${idPrefix}verify-`} />
        </SetApart>
      )}
      {step.stop && (
        <SetApart kind="stop" icon={<RiHand size={20} />} title={t('runbook.stop')}>
          <DocumentText document={document} text={step.stop} headingLevel={4} idPrefix={`${idPrefix}stop-`} />
        </SetApart>
      )}
    </>
  );
}

function SetApart(props: { kind: 'verify' | 'stop'; icon: ReactElement; title: string; children: ReactNode }) {
  const { kind, icon, title, children } = props;
  return (
    <div role="note" className={styles.apart} data-kind={kind}>
      <p className={styles.apartTitle}>
        <span aria-hidden>{icon}</span>
        {title}
      </p>
      {children}
    </div>
  );
}
