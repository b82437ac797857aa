import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Checkbox, Text } from '@backstage/ui';
import { DocumentDetails, PathFacts, PathStep } from '@connectly/plugin-handbook-common';
import { Mark } from '@connectly/plugin-platform-react';
import { RiArrowRightLine, RiFlagLine } from '@remixicon/react';
import { useDuration } from '../../duration';
import { useHandbookLinks } from '../../links';
import { useProgress } from '../../progress';
import { handbookTranslationRef } from '../../translations/ref';
import { ProgressBar } from '../ProgressBar';
import { addressOf } from './addressOf';
import styles from './DocumentPage.module.css';
import { DocumentText } from './DocumentText';
import { passagesOf } from './passages';

/** The steps of a path for newcomers, to tick, with the next one marked. */
export function PathBody({ document, path }: { document: DocumentDetails; path: PathFacts }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const duration = useDuration();
  const { done, onChange } = useProgress(document, path.steps.length);
  const next = path.steps.findIndex((_, index) => !done.includes(index));
  const left = path.steps.reduce((sum, step, index) => sum + (done.includes(index) ? 0 : (step.minutes ?? 0)), 0);
  const sections = document.content.headings.filter(heading => heading.level === 2).map(heading => heading.line);
  return (
    <div className={styles.column}>
      <section className={styles.lead}>
        {path.for && <Text as="p">{`${t('path.for')}: ${path.for}`}</Text>}
        <ProgressBar done={done.length} total={path.steps.length} />
        <Text as="p" variant="body-small" color="secondary">
          {[left > 0 && t('path.left', { time: duration(left) }), t('path.kept')].filter(Boolean).join(' · ')}
        </Text>
      </section>
      {sections.length > 0 && <DocumentText document={document} text={passagesOf(document, sections).before} withoutTitle />}
      <ol className={styles.steps} aria-label={t('path.steps')}>
        {path.steps.map((step, index) => (
          <li key={index} className={styles.step} data-next={index === next || undefined} data-done={done.includes(index) || undefined}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <PathStepBody
              document={document}
              step={step}
              index={index}
              isNext={index === next}
              isDone={done.includes(index)}
              onDone={isDone => onChange(index, isDone)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function PathStepBody(props: {
  document: DocumentDetails;
  step: PathStep;
  index: number;
  isNext: boolean;
  isDone: boolean;
  onDone: (isDone: boolean) => void;
}) {
  const { document, step, index, isNext, isDone, onDone } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const duration = useDuration();
  const href = step.action && addressOf(step.action.href, document, links);
  return (
    <div className={styles.stepBody}>
      {isNext && (
        <Mark tone="good" icon={<RiFlagLine size={16} />}>
          {t('path.next')}
        </Mark>
      )}
      <Text as="h3" variant="title-x-small" weight="bold">
        {step.title}
      </Text>
      {step.minutes !== undefined && (
        <Text as="p" color="secondary">
          {duration(step.minutes)}
        </Text>
      )}
      <DocumentText document={document} text={step.text} headingLevel={4} idPrefix={`document-step-${index + 1}-`} />
      <div className={styles.actions}>
        {href && (
          <ButtonLink
            href={href}
            variant={isNext ? 'primary' : 'secondary'}
            iconEnd={<RiArrowRightLine />}
            {...(/^https?:/i.test(href) ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
          >
            {step.action?.title}
          </ButtonLink>
        )}
        <Checkbox isSelected={isDone} onChange={onDone} aria-label={t('path.done', { title: step.title })}>
          {t('path.tick')}
        </Checkbox>
      </div>
    </div>
  );
}
