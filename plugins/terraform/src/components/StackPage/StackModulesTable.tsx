import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Name, PortalLink, SourceLink } from '@connectly/plugin-platform-react';
import { StackDetails } from '@connectly/plugin-terraform-common';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { UsageVersion } from '../marks';

/** The modules that the stack itself is built from. */
export function StackModulesTable({ stack }: { stack: StackDetails }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  if (stack.modules.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('stackPage.modules.empty')}
      </Text>
    );
  }
  return (
    <DataTable
      caption={t('stackPage.modules.caption')}
      rows={stack.modules}
      rowKey={usage => `${usage.directory}/${usage.call}`}
      columns={[
        {
          key: 'call',
          title: t('stackPage.modules.call'),
          isRowHeader: true,
          cell: usage => <Name text={usage.call} />,
        },
        {
          key: 'module',
          title: t('stackPage.modules.module'),
          cell: usage => (
            <PortalLink href={links.module(usage.module)}>
              {usage.module}
            </PortalLink>
          ),
        },
        {
          key: 'version',
          title: t('stackPage.modules.version'),
          cell: usage => <UsageVersion usage={usage} />,
        },
        {
          key: 'place',
          title: t('stackPage.modules.place'),
          cell: usage => (
            <SourceLink
              repository={usage.repository}
              path={usage.file}
              line={usage.line}
              below={stack.directory}
            />
          ),
        },
      ]}
    />
  );
}
