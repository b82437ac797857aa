import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { platformTranslationRef } from '../translations/ref';
import styles from './ProblemList.module.css';

/** What is wrong with one answer. */
export interface Problem<Field extends string = string> {
  field: Field;
  /** Name and rule of the field, in the reader's language. */
  text: string;
}

/** What to change, above the questions. */
export function ProblemList({ problems }: { problems: Problem[] }) {
  const { t } = useTranslationRef(platformTranslationRef);
  if (problems.length === 0) return null;
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={t('form.problems')}
        description={
          <ul className={styles.problems}>
            {problems.map(({ field, text }) => (
              <li key={field}>{text}</li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
