import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useQuery } from '@connectly/plugin-platform-react';
import { terraformTranslationRef } from '../../translations/ref';
import { ShownModule } from './ShownModule';
import styles from './ModulePage.module.css';

/** What somebody must know before using this version: that it is deprecated, or not the latest. */
export function VersionNotices({
  shown: { module, version },
}: {
  shown: ShownModule;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const [, change] = useQuery();
  const deprecated = module.versions.find(
    each => each.version === version.version,
  )?.deprecated;
  const isLatest = version.version === module.latestVersion;
  if (!deprecated && isLatest) return null;
  const toLatest = isLatest ? undefined : (
    <Button variant="secondary" onPress={() => change({ version: undefined })}>
      {t('modulePage.toLatest')}
    </Button>
  );
  const older = t('modulePage.older', {
    version: version.version,
    latest: module.latestVersion,
  });
  return (
    <Alert
      className={styles.notice}
      status={deprecated ? 'warning' : 'info'}
      icon
      title={deprecated ? t('modulePage.deprecated') : older}
      description={deprecated}
      customActions={toLatest}
    />
  );
}
