import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig } from '@backstage/ui';
import { DocumentKind, DocumentSummary } from '@connectly/plugin-handbook-common';
import { Mark, OwnerLink, PortalLink } from '@connectly/plugin-platform-react';
import { RiAlertLine, RiCheckboxCircleLine, RiChatQuoteLine } from '@remixicon/react';
import { ReactNode, useMemo } from 'react';
import { useDuration } from '../../duration';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentLink } from '../DocumentLink';
import { DecisionMark, FreshnessMark } from '../marks';
import { DocumentTags, NarrowingLink } from './DocumentTags';
import styles from './HandbookPage.module.css';

/** `owner/name`, which breaks behind the slash and not inside a word. */
function breakable(repository: string): ReactNode {
  const [owner, name] = repository.split('/');
  return (
    <span>
      {owner}/<wbr />
      {name}
    </span>
  );
}

type Row = DocumentSummary & { id: string };
type Column = ColumnConfig<Row>;

/** Kinds that have a table, and the table of all of them. */
export type ListedKind = Exclude<DocumentKind, 'path'> | 'all';

const columnsByKind: Record<ListedKind, string[]> = {
  adr: ['title', 'repository', 'owner', 'state', 'date', 'review'],
  runbook: ['title', 'owner', 'tier', 'times', 'steps', 'review'],
  troubleshooting: ['entry', 'repository', 'owner', 'proof', 'review'],
  guide: ['title', 'owner', 'minutes', 'review'],
  all: ['title', 'kind', 'repository', 'owner', 'state', 'review'],
};

/** The columns of the list of a kind. */
export function useDocumentColumns(kind: ListedKind): Column[] {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const duration = useDuration();
  return useMemo(() => {
    const named = (row: Row, content: ReactNode, below: ReactNode) => (
      <span className={styles.name}>
        {content}
        {below && <span className={styles.secondary}>{below}</span>}
        <DocumentTags tags={row.tags} />
        {row.findings > 0 && (
          <Mark tone="warning" icon={<RiAlertLine size={16} />}>
            {t('list.findings', { count: row.findings })}
          </Mark>
        )}
      </span>
    );
    const notSaid = <span className={styles.secondary}>{t('list.notSaid')}</span>;
    const times = ({ runbook }: Row) => {
      const { rtoMinutes, rpoMinutes } = runbook ?? {};
      if (rtoMinutes === undefined && rpoMinutes === undefined) return notSaid;
      return (
        <span className={styles.name}>
          {rtoMinutes !== undefined && <span>{t('list.rto', { time: duration(rtoMinutes) })}</span>}
          {rpoMinutes !== undefined && <span>{t('list.rpo', { time: duration(rpoMinutes) })}</span>}
        </span>
      );
    };
    const columns: Record<string, Column> = {
      title: {
        id: 'title',
        label: t('list.columns.title'),
        isRowHeader: true,
        cell: row => (
          <Cell>
            {named(row, <DocumentLink document={row} />, row.runbook?.scenario ?? (columnsByKind[kind].includes('repository') ? undefined : row.repository))}
          </Cell>
        ),
      },
      // decisions are numbered within their repository, so a number alone names none
      repository: {
        id: 'repository',
        label: t('list.columns.repository'),
        cell: row => (
          <Cell>
            <NarrowingLink name="repository" value={row.repository}>
              {breakable(row.repository)}
            </NarrowingLink>
          </Cell>
        ),
      },
      kind: { id: 'kind', label: t('list.columns.kind'), cell: row => <Cell>{t(`kinds.${row.kind}`)}</Cell> },
      entry: {
        id: 'entry',
        label: t('list.columns.entry'),
        isRowHeader: true,
        cell: row => (
          <Cell>
            {named(
              row,
              <PortalLink href={links.document({ repository: row.repository, path: row.path })}>
                {row.troubleshooting ? `${row.troubleshooting.entry} ${row.title}` : row.title}
              </PortalLink>,
              row.troubleshooting?.symptom,
            )}
          </Cell>
        ),
      },
      owner: {
        id: 'owner',
        label: t('list.columns.owner'),
        cell: row => (
          <Cell>
            <OwnerLink owner={row.owner} />
          </Cell>
        ),
      },
      state: {
        id: 'state',
        label: t('list.columns.state'),
        cell: row => <Cell>{row.decision ? <DecisionMark decision={row.decision} /> : '–'}</Cell>,
      },
      date: { id: 'date', label: t('list.columns.date'), cell: row => <Cell>{row.decision?.date ?? '–'}</Cell> },
      review: {
        id: 'review',
        label: t('list.columns.review'),
        cell: row => (
          <Cell>
            <FreshnessMark freshness={row.freshness} />
          </Cell>
        ),
      },
      tier: { id: 'tier', label: t('list.columns.tier'), cell: row => <Cell>{row.runbook?.tier ?? notSaid}</Cell> },
      times: { id: 'times', label: t('list.columns.times'), cell: row => <Cell>{times(row)}</Cell> },
      steps: {
        id: 'steps',
        label: t('list.columns.steps'),
        cell: row => <Cell>{row.runbook?.steps ? t('list.steps', { count: row.runbook.steps }) : t('list.readOnly')}</Cell>,
      },
      proof: {
        id: 'proof',
        label: t('list.columns.proof'),
        cell: row => (
          <Cell>
            {row.troubleshooting?.proof ? (
              <Mark tone="good" icon={<RiCheckboxCircleLine size={16} />}>
                {t('list.reproduced')}
              </Mark>
            ) : (
              <Mark tone="neutral" icon={<RiChatQuoteLine size={16} />}>
                {t('list.reported')}
              </Mark>
            )}
          </Cell>
        ),
      },
      minutes: {
        id: 'minutes',
        label: t('list.columns.minutes'),
        cell: row => <Cell>{row.minutes === undefined ? '–' : duration(row.minutes)}</Cell>,
      },
    };
    return columnsByKind[kind].map(id => columns[id]);
  }, [kind, t, links, duration]);
}
