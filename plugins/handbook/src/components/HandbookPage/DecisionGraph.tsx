/**
 * Which decision took the place of which. Decisions are numbered within their repository, so each stands with its repository's own.
 * The lines are no part of the accessibility tree: the state of each decision says the same in words.
 */
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { EdgeLine, Graph, GraphLayout, layoutGraph } from '@connectly/plugin-handbook-react';
import { ScrollRegion, useLoad } from '@connectly/plugin-platform-react';
import { useMemo } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentLink } from '../DocumentLink';
import { DecisionMark } from '../marks';
import styles from './HandbookPage.module.css';

/** Size of a decision in pixels. */
const size = { width: 230, height: 76 };

/** Decisions that are drawn at most. */
const drawnLimit = 200;

/** The decisions that took another one's place, of one repository or of all; nothing when there are none. */
export function DecisionGraph({ repository }: { repository: string }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const state = useLoad(
    signal => api.listDocuments({ kind: 'adr', superseding: true, repository, language, limit: drawnLimit }, { signal }),
    [api, repository, language],
  );
  const items = state.status === 'loaded' ? state.value.items : undefined;
  const drawn = useMemo(() => items && drawingOf(items), [items]);
  // the list above says when it cannot be loaded
  if (!drawn) return null;
  const { layout, decisions } = drawn;
  const total = state.status === 'loaded' ? state.value.total : 0;
  return (
    <section className={styles.graph}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('graph.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('graph.description')}
      </Text>
      {total > drawnLimit && (
        <Text as="p" color="secondary">
          {t('graph.cut', { shown: String(drawnLimit), total: String(total) })}
        </Text>
      )}
      <ScrollRegion label={t('graph.label')}>
        <div className={styles.canvas} style={{ width: layout.width, height: layout.height }}>
          <svg aria-hidden width={layout.width} height={layout.height}>
            {layout.edges.map((edge, index) => (
              <EdgeLine key={index} edge={edge} />
            ))}
          </svg>
          <ul aria-label={t('graph.label')} className={styles.decisions}>
            {layout.nodes.map(({ id, x, y }) => {
              const document = decisions.get(id);
              return (
                document?.decision && (
                  <li
                    key={id}
                    className={styles.decision}
                    data-past={document.decision.state === 'superseded' || undefined}
                    style={{ left: x - size.width / 2, top: y - size.height / 2, ...size }}
                  >
                    <DocumentLink document={document} />
                    <DecisionMark decision={document.decision} />
                  </li>
                )
              );
            })}
          </ul>
        </div>
      </ScrollRegion>
    </section>
  );
}

function drawingOf(items: DocumentSummary[]): { layout: GraphLayout; decisions: Map<string, DocumentSummary> } | undefined {
  const keyOf = (repository: string, number: number) => `${repository} ${number}`;
  const decisions = new Map(
    items.flatMap(item => (item.decision ? [[keyOf(item.repository, item.decision.number), item] as const] : [])),
  );
  const pairs = new Map<string, [old: string, next: string]>();
  for (const { repository, decision } of items) {
    if (!decision) continue;
    const own = keyOf(repository, decision.number);
    const add = (old: string, next: string) => {
      if (old !== next && decisions.has(old) && decisions.has(next)) pairs.set(`${old} ${next}`, [old, next]);
    };
    if (decision.supersededBy !== undefined) add(own, keyOf(repository, decision.supersededBy));
    for (const old of decision.supersedes) add(keyOf(repository, old), own);
  }
  if (pairs.size === 0) return undefined;
  const ids = [...new Set([...pairs.values()].flat())];
  const graph: Graph = {
    direction: 'LR',
    nodes: ids.map(id => ({ id, lines: [], shape: 'box' })),
    edges: [...pairs.values()].map(([from, to]) => ({ from, to, lines: [], stroke: 'solid', heads: { from: false, to: true } })),
    groups: [],
  };
  return { layout: layoutGraph(graph, () => size), decisions };
}
