import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Header, Link } from '@backstage/ui';
import { OwnerLink, useForge } from '@connectly/plugin-platform-react';
import { StackDetails } from '@connectly/plugin-terraform-common';
import { catalogGraphOf, useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';

/** The tabs of a stack's page, in their order. */
export const stackTabs = ['contract', 'modules', 'findings'] as const;

/** Name, purpose, owner and the tabs. */
export function StackHeader({
  stack,
  tab,
}: {
  stack: StackDetails;
  tab: (typeof stackTabs)[number];
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const forge = useForge();
  const counts = {
    contract: stack.contract.length,
    modules: stack.modules.length,
    findings: stack.content.findings.length,
  };
  const graph = catalogGraphOf(
    links,
    stringifyEntityRef({ kind: 'resource', name: stack.name }),
  );
  const source = forge.file({
    repository: stack.repository,
    ref: 'HEAD',
    path: stack.directory,
  });
  return (
    <Header
      title={stack.title || stack.name}
      description={stack.description.replace(/[[\]]/g, '')}
      metadata={[
        {
          label: t('stackPage.header.owner'),
          value: <OwnerLink owner={stack.owner} />,
        },
        {
          label: t('stackPage.header.consumers'),
          value: t('common.repositories', { count: stack.consumers }),
        },
        {
          label: t('stackPage.header.source'),
          value: (
            <Link href={source} target="_blank" rel="noopener noreferrer">
              {stack.directory}
            </Link>
          ),
        },
        ...(graph
          ? [
              {
                label: t('stackPage.header.graph'),
                value: <Link href={graph}>{t('common.links.graph')}</Link>,
              },
            ]
          : []),
      ]}
      tabs={stackTabs
        .filter(
          each =>
            each !== 'findings' || counts.findings > 0 || tab === 'findings',
        )
        .map(each => ({
          id: each,
          label: `${t(`stackPage.tabs.${each}`)} (${counts[each]})`,
          href: `${links.stack(stack.name) ?? ''}${
            each === 'contract' ? '' : `?tab=${each}`
          }`,
        }))}
      activeTabId={tab}
    />
  );
}
