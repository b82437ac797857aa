import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { DataTable, Failed, RefusalAlert, useForge } from '@connectly/plugin-platform-react';
import { RiUserUnfollowLine } from '@remixicon/react';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentLink } from '../DocumentLink';
import styles from './Owners.module.css';
import { Orphan, useOrphans } from './useOrphans';
import { OwnerRow } from './useOwners';

/** Services, modules, stacks and documents whose owner there is not, and where each is claimed; nothing when there are none. */
export function OrphanList({ owners }: { owners: OwnerRow[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const state = useOrphans(owners);
  if (state.status === 'failed') return <Failed error={state.error} retry={state.retry} />;
  if (state.status === 'loading' || state.value.items.length === 0) return null;
  const { items, cut, error } = state.value;
  return (
    <section className={styles.orphans}>
      <Text as="h3" variant="title-x-small" weight="bold">
        <RiUserUnfollowLine size={18} aria-hidden /> {t('owners.orphans.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('owners.orphans.description')}
      </Text>
      {error && <RefusalAlert error={error} title={t('owners.orphans.incomplete')} />}
      <DataTable
        caption={t('owners.orphans.title')}
        rows={items}
        rowKey={orphan => orphan.key}
        isWide
        columns={[
          { key: 'name', title: t('list.columns.title'), isRowHeader: true, width: 34, cell: orphan => <OrphanName orphan={orphan} /> },
          { key: 'kind', title: t('list.columns.kind'), cell: orphan => <OrphanKind orphan={orphan} /> },
          { key: 'owner', title: t('owners.orphans.named'), cell: orphan => <code>{orphan.owner}</code> },
          { key: 'claim', title: t('owners.orphans.claim'), cell: orphan => <Claim orphan={orphan} /> },
        ]}
      />
      {cut && (
        <Text as="p" color="secondary">
          {t('owners.orphans.cut')}
        </Text>
      )}
    </section>
  );
}

function OrphanName({ orphan }: { orphan: Orphan }) {
  return 'entity' in orphan ? <EntityRefLink entityRef={orphan.entity} /> : <DocumentLink document={orphan.document} />;
}

function OrphanKind({ orphan }: { orphan: Orphan }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if ('document' in orphan) return <>{t(`kinds.${orphan.document.kind}`)}</>;
  const type = orphan.entity.spec?.type;
  return <>{typeof type === 'string' ? type : orphan.entity.kind}</>;
}

/** The file that names the owner, opened for a change at the forge, which makes a pull request of it. */
function Claim({ orphan }: { orphan: Orphan }) {
  const forge = useForge();
  const file = fileOf(orphan);
  if (!file) return <>–</>;
  return (
    <Link href={forge.edit(file)} target="_blank" rel="noopener noreferrer" className={styles.path}>
      {file.path}
    </Link>
  );
}

function fileOf(orphan: Orphan): { repository: string; path: string } | undefined {
  if ('document' in orphan) return { repository: orphan.document.repository, path: orphan.document.path };
  const { annotations = {} } = orphan.entity.metadata;
  const repository = annotations[platformAnnotations.repository];
  const directory = annotations[platformAnnotations.directory];
  if (!repository) return undefined;
  const manifest = orphan.entity.spec?.type === 'terraform-stack' ? 'stack.yaml' : 'module.yaml';
  return { repository, path: directory ? `${directory}/${manifest}` : 'catalog-info.yaml' };
}
