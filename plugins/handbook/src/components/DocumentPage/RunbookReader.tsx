import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { DocumentDetails, RunbookStep } from '@connectly/plugin-handbook-common';
import { RiArrowLeftLine, RiArrowRightLine, RiCloseLine } from '@remixicon/react';
import { ReactNode, useEffect, useRef } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './RunbookReader.module.css';
import { RunbookStepContent, RunbookStepFacts } from './RunbookStepContent';

/** Keys of these belong to what is typed or scrolled, and not to the steps. */
const ownKeys = 'input, textarea, select, [contenteditable], pre, [role="group"], [role="listbox"], [role="menu"]';

/** One step at a time, in large type, for 3 a.m. and for a phone. The step stands in the URL. */
export function RunbookReader(props: {
  document: DocumentDetails;
  steps: RunbookStep[];
  /** Counts from 1. */
  number: number;
  onStep: (number: number | undefined) => void;
  /** What leads away from the steps. */
  closeLabel?: string;
  /** Which steps are done; without it, those before the one shown. */
  isDone?: (number: number) => boolean;
  /** Stands above the step. */
  above?: ReactNode;
  /** What is done at the step; it stays in sight. */
  action?: ReactNode;
  /** Stands below the step. */
  children?: ReactNode;
}) {
  const { document, steps, number, onStep, closeLabel, isDone, above, action, children } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const title = useRef<HTMLHeadingElement>(null);
  const step = steps[number - 1];

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(ownKeys)) return;
      if (event.key === 'ArrowLeft' && number > 1) onStep(number - 1);
      if (event.key === 'ArrowRight' && number < steps.length) onStep(number + 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [number, steps.length, onStep]);

  // another step is read from its beginning, by eye and by screen reader
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    title.current?.scrollIntoView({ block: 'nearest' });
  }, [number]);

  return (
    <article className={styles.root} lang={document.language}>
      <div className={styles.top}>
        <p className={styles.progress}>
          {document.title}
          <span>{t('runbook.progress', { number: String(number), total: String(steps.length) })}</span>
        </p>
        <Button variant="tertiary" iconStart={<RiCloseLine />} onPress={() => onStep(undefined)}>
          {closeLabel ?? t('runbook.close')}
        </Button>
      </div>
      {above}
      <div className={styles.track} aria-hidden>
        {steps.map(each => (
          <span
            key={each.number}
            data-reached={(isDone ? isDone(each.number) : each.number <= number) || undefined}
            data-current={(isDone && each.number === number) || undefined}
          />
        ))}
      </div>
      <h2 ref={title} tabIndex={-1} className={styles.title}>
        {step.title}
      </h2>
      <RunbookStepFacts step={step} />
      <RunbookStepContent document={document} step={step} key={number} />
      {children}
      <div className={styles.bar}>
        {action}
        <nav className={styles.ways} aria-label={t('runbook.steps')}>
          <Button variant="secondary" size="medium" iconStart={<RiArrowLeftLine />} isDisabled={number === 1} onPress={() => onStep(number - 1)}>
            {t('runbook.previous')}
          </Button>
          <Button
            variant={action ? 'secondary' : 'primary'}
            size="medium"
            iconEnd={<RiArrowRightLine />}
            isDisabled={number === steps.length}
            onPress={() => onStep(number + 1)}
          >
            {number === steps.length ? t('runbook.last') : t('runbook.next')}
          </Button>
        </nav>
      </div>
      <p className={styles.keys}>{t('runbook.keys')}</p>
    </article>
  );
}
