import { Link, sidebarConfig, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../translations/ref';
import styles from './PortalMark.module.css';

/** The portal's mark at the top of the sidebar, with its name when there is room. */
export function PortalMark() {
  const { t } = useTranslationRef(appTranslationRef);
  const { isOpen } = useSidebarOpenState();
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <div
      className={styles.root}
      style={{
        width: isOpen ? sidebarConfig.drawerWidthOpen : sidebarConfig.drawerWidthClosed,
      }}
    >
      <Link to="/" underline="none" aria-label={t('nav.home')} className={styles.link}>
        <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="#0b5fff" />
          <path
            d="M9 24V11a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v13"
            fill="none"
            stroke="#fff"
            strokeWidth="2.6"
            strokeLinecap="round"
          />
          <circle cx="19" cy="17" r="1.7" fill="#fff" />
        </svg>
        {isOpen && <span className={styles.title}>{title}</span>}
      </Link>
    </div>
  );
}
