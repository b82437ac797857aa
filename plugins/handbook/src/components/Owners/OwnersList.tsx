import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { DataTable, Loaded, OwnerLink, useQuery } from '@connectly/plugin-platform-react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { AttentionList } from './AttentionList';
import { OrphanList } from './OrphanList';
import styles from './Owners.module.css';
import { OwnerRow, useOwners } from './useOwners';

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
          <OrphanList owners={owners.filter(each => !each.exists).map(each => each.owner)} />
          {owner && (freshness === 'overdue' || freshness === 'broken') && <AttentionList owner={owner} freshness={freshness} />}
          <OwnersTable owners={owners.filter(each => each.exists)} />
        </div>
      )}
    </Loaded>
  );
}

function OwnersTable({ owners }: { owners: OwnerRow[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const count = (name: 'services' | 'modules' | 'stacks') => ({
    key: name,
    title: t(`owners.columns.${name}`),
    cell: (row: OwnerRow) => (row[name] > 0 ? row[name] : '–'),
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
          { key: 'documents', title: t('owners.columns.documents'), cell: row => (row.documents > 0 ? row.documents : '–') },
          { key: 'overdue', title: t('freshness.overdue'), cell: row => <Attention row={row} freshness="overdue" /> },
          { key: 'broken', title: t('freshness.broken'), cell: row => <Attention row={row} freshness="broken" /> },
        ]}
      />
    </section>
  );
}

/** How many of a team's documents need attention, as a link to them. */
function Attention({ row, freshness }: { row: OwnerRow; freshness: 'overdue' | 'broken' }) {
  const links = useHandbookLinks();
  const count = row[freshness];
  if (count === 0) return <>–</>;
  const query = new URLSearchParams({ tab: 'owners', owner: row.owner, freshness });
  return links.handbook ? <Link href={`${links.handbook}?${query}`}>{count}</Link> : <>{count}</>;
}
