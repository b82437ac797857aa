/**
 * The reach of a change: the stack's values on the left, who reads them on the right, a line for each reading. Rows have
 * one height, so where a line begins and ends is counted and never measured. The table below says the same in words, and
 * so the lines are no part of the accessibility tree.
 */
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RepositoryLink } from '@connectly/plugin-platform-react';
import { ContractUse, StackDetails } from '@connectly/plugin-terraform-common';
import { useState } from 'react';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './StackPage.module.css';

/** Height of a row in pixels, as in the style sheet. */
const rowHeight = 36;

interface Line {
  value: string;
  repository: string;
}

/** Who is hit when a value of the stack changes. */
export function Reach({
  stack,
  entities,
}: {
  stack: StackDetails;
  entities: Map<string, string>;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const [pointed, setPointed] = useState<Partial<Line>>({});
  const lines = linesOf(stack.uses);
  if (lines.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('stackPage.reach.nobody')}
      </Text>
    );
  }
  const values = stack.contract.map(each => each.value);
  const repositories = [...new Set(lines.map(line => line.repository))].sort();
  const roots = new Set(
    stack.uses.map(use => `${use.repository}/${use.directory}`),
  );
  const isLit = (line: Partial<Line>) =>
    (pointed.value !== undefined && pointed.value === line.value) ||
    (pointed.repository !== undefined &&
      pointed.repository === line.repository);
  const isReached = (line: Partial<Line>) =>
    isLit(line) ||
    lines.some(
      each =>
        isLit(each) &&
        (line.value
          ? each.value === line.value
          : each.repository === line.repository),
    );
  const point = (target: Partial<Line>) => ({
    'data-lit': isReached(target) || undefined,
    onMouseEnter: () => setPointed(target),
    onMouseLeave: () => setPointed({}),
    onFocus: () => setPointed(target),
    onBlur: () => setPointed({}),
  });
  const height = Math.max(values.length, repositories.length) * rowHeight;
  return (
    <>
      <Text as="p">
        {t('stackPage.reach.summary', {
          services: t('stackPage.reach.services', {
            count: repositories.length,
          }),
          roots: t('stackPage.reach.roots', { count: roots.size }),
        })}
      </Text>
      <div className={styles.reach}>
        <ul aria-label={t('stackPage.reach.values')} className={styles.nodes}>
          {values.map(value => (
            <li
              key={value}
              className={styles.node}
              {...point({ value })}
              title={value}
            >
              <code>{value}</code>
            </li>
          ))}
        </ul>
        <svg
          aria-hidden
          className={styles.lines}
          viewBox={`0 0 100 ${height}`}
          height={height}
          preserveAspectRatio="none"
        >
          {lines.map(line => {
            const from = (values.indexOf(line.value) + 0.5) * rowHeight;
            const to =
              (repositories.indexOf(line.repository) + 0.5) * rowHeight;
            return (
              <path
                key={`${line.value} ${line.repository}`}
                data-lit={isLit(line) || undefined}
                d={`M0 ${from} C50 ${from} 50 ${to} 100 ${to}`}
              />
            );
          })}
        </svg>
        <ul aria-label={t('stackPage.reach.readers')} className={styles.nodes}>
          {repositories.map(repository => (
            <li
              key={repository}
              className={styles.node}
              {...point({ repository })}
              title={repository}
            >
              <RepositoryLink
                repository={repository}
                entityRef={entities.get(repository)}
              />
            </li>
          ))}
        </ul>
      </div>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.hint}
      >
        {t('stackPage.reach.hint')}
      </Text>
    </>
  );
}

/** One line for a value and a repository, in however many environments it is read. */
function linesOf(uses: ContractUse[]): Line[] {
  const lines = uses
    .filter(use => use.published)
    .map(
      ({ value, repository }) =>
        [`${value} ${repository}`, { value, repository }] as const,
    );
  return [...new Map(lines).values()];
}
