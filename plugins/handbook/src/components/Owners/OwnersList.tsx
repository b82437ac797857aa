import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { DataTable, Loaded, OwnerLink, useQuery } from '@connectly/plugin-platform-react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { AttentionList } from './AttentionList';
import { OrphanList } from './OrphanList';
import styles from './Owners.module.css';
import { ownedKinds, OwnerRow, useOwners } from './useOwners';

/** What each team answers for, and what nobody answers for. */
export function OwnersList() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const state = useOwners();
  const [query] = useQuery();
  const [owner, freshness] = ['owner', 'freshness'].map(name => query.get(name));
  return (
    <Loaded state={state} label={t('owners.loading')} outline={[32, 32, 32, 32]}>
      {owners => (
        <div className={styles.root}>
          <OrphanList owners={owners.filter(each => each.presence === 'gone')} />
          <Unseen count={owners.filter(each => each.presence === 'unseen').length} />
          {owner && (freshness === 'overdue' || freshness === 'broken') && <AttentionList owner={owner} freshness={freshness} />}
          <OwnersTable owners={owners.filter(each => each.presence === 'here')} />
        </div>
      )}
    </Loaded>
  );
}

/** How many owners nobody can tell the whereabouts of. */
function Unseen({ count }: { count: number }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if (count === 0) return null;
  return (
    <Text as="p" color="secondary">
      {t('owners.unseen', { count })}
    </Text>
  );
}

function OwnersTable({ owners }: { owners: OwnerRow[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const list = (row: OwnerRow, query: Record<string, string>) =>
    links.handbook && `${links.handbook}?${new URLSearchParams({ ...query, owner: row.owner })}`;
  const count = (name: 'services' | 'modules' | 'stacks') => ({
    key: name,
    title: t(`owners.columns.${name}`),
    cell: (row: OwnerRow) => {
      const { kind, 'spec.type': type } = ownedKinds[name];
      return <Count label={t(`owners.columns.${name}`)} count={row[name]} href={links.owned({ kind, type, owner: row.owner })} />;
    },
  });
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('owners.title')}
      </Text>
      <DataTable
        caption={t('owners.title')}
        rows={owners}
        rowKey={row => row.owner}
        isWide
        columns={[
          { key: 'owner', title: t('list.columns.owner'), isRowHeader: true, width: 28, cell: row => <OwnerLink owner={row.owner} /> },
          count('services'),
          count('modules'),
          count('stacks'),
          {
            key: 'documents',
            title: t('owners.columns.documents'),
            cell: row => <Count label={t('owners.columns.documents')} count={row.documents} href={list(row, { tab: 'all' })} />,
          },
          ...(['overdue', 'broken'] as const).map(freshness => ({
            key: freshness,
            title: t(`freshness.${freshness}`),
            cell: (row: OwnerRow) => (
              <Count label={t(`freshness.${freshness}`)} count={row[freshness]} href={list(row, { tab: 'owners', freshness })} />
            ),
          })),
        ]}
      />
    </section>
  );
}

/** How much there is, as a link to it. */
function Count({ label, count, href }: { label: string; count: number; href: string | undefined }) {
  if (count === 0) return <>–</>;
  if (!href) return <>{count}</>;
  return (
    <Link href={href} aria-label={`${label}: ${count}`}>
      {count}
    </Link>
  );
}
