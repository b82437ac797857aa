import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Mark } from '@connectly/plugin-platform-react';
import { ModuleUsage } from '@connectly/plugin-terraform-common';
import {
  RiArrowUpCircleLine,
  RiCheckboxCircleLine,
  RiForbidLine,
  RiPushpinLine,
  RiQuestionLine,
} from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './UsageMark.module.css';

type UsageState = Pick<
  ModuleUsage,
  'version' | 'outdated' | 'deprecated' | 'unknownRelease' | 'stack'
>;

/** Whether a call is behind, deprecated, of a release that nobody made, or as it should be. */
export function UsageMark({ usage }: { usage: UsageState }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  if (usage.deprecated) {
    return (
      <Mark tone="bad" icon={<RiForbidLine size={16} />}>
        {t('mark.deprecatedBecause', { reason: usage.deprecated })}
      </Mark>
    );
  }
  if (usage.unknownRelease) {
    return (
      <Mark tone="bad" icon={<RiQuestionLine size={16} />}>
        {t('mark.unknownRelease')}
      </Mark>
    );
  }
  if (!usage.version) {
    // a stack lives beside the modules and calls them where they stand
    const tone = usage.stack ? 'neutral' : 'warning';
    return (
      <Mark tone={tone} icon={<RiPushpinLine size={16} />}>
        {t('mark.unpinned')}
      </Mark>
    );
  }
  if (usage.outdated) {
    return (
      <Mark tone="warning" icon={<RiArrowUpCircleLine size={16} />}>
        {t('mark.outdated')}
      </Mark>
    );
  }
  return (
    <Mark tone="good" icon={<RiCheckboxCircleLine size={16} />}>
      {t('mark.current')}
    </Mark>
  );
}

/** A version with its mark when something is wrong with it. */
export function UsageVersion({ usage }: { usage: UsageState }) {
  const isRight =
    usage.version &&
    !usage.outdated &&
    !usage.deprecated &&
    !usage.unknownRelease;
  return (
    <span className={styles.version}>
      {usage.version && <span className={styles.number}>{usage.version}</span>}
      {!isRight && <UsageMark usage={usage} />}
    </span>
  );
}
