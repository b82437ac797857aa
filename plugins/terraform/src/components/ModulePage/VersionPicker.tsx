import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useQuery } from '@connectly/plugin-platform-react';
import { RiForbidLine } from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';
import { ShownModule } from './ShownModule';

/** Chooses the version that the page shows. */
export function VersionPicker({
  shown: { module, version },
}: {
  shown: ShownModule;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const [, change] = useQuery();
  const { latestVersion, versions } = module;
  return (
    <Select
      aria-label={t('modulePage.version')}
      options={versions.map(each => ({
        id: each.version,
        label:
          each.version === latestVersion
            ? `${each.version} (${t('modulePage.latest')})`
            : each.version,
        description: describe(each.deprecated, each.released),
        leadingIcon: each.deprecated ? (
          <RiForbidLine size={16} aria-hidden />
        ) : undefined,
      }))}
      value={version.version}
      onChange={key =>
        change({
          version: key === latestVersion ? undefined : String(key),
          offset: undefined,
        })
      }
    />
  );

  function describe(
    deprecated: string | undefined,
    released: boolean,
  ): string | undefined {
    if (deprecated) return t('mark.deprecatedBecause', { reason: deprecated });
    return released ? undefined : t('mark.unreleased');
  }
}
