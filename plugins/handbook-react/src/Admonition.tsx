import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiAlertLine, RiErrorWarningLine, RiInformationLine, RiLightbulbLine, RiStarLine } from '@remixicon/react';
import { ReactElement, ReactNode } from 'react';
import styles from './Admonition.module.css';
import { AdmonitionKind } from './markdown/admonitions';
import { documentTranslationRef } from './translations/ref';

const icons: Record<AdmonitionKind, ReactElement> = {
  note: <RiInformationLine size={18} />,
  tip: <RiLightbulbLine size={18} />,
  important: <RiStarLine size={18} />,
  warning: <RiAlertLine size={18} />,
  caution: <RiErrorWarningLine size={18} />,
};

/** A passage set apart, with the word for its kind or a title of its own. */
export function Admonition({ kind, title, children }: { kind: AdmonitionKind; title: ReactNode; children: ReactNode }) {
  const { t } = useTranslationRef(documentTranslationRef);
  return (
    <div role="note" className={styles.root} data-kind={kind}>
      <div className={styles.title}>
        <span aria-hidden className={styles.icon}>
          {icons[kind]}
        </span>
        {title ?? <p>{t(`admonition.${kind}`)}</p>}
      </div>
      {children}
    </div>
  );
}
