import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Mark, MarkTone, useForge } from '@connectly/plugin-platform-react';
import {
  compareInterfaces,
  InterfaceChange,
  ModuleVersion,
  releaseKind,
} from '@connectly/plugin-terraform-common';
import { CodeBlock } from '@connectly/plugin-terraform-react';
import { RiAddCircleLine, RiAlertLine, RiToolsLine } from '@remixicon/react';
import { ReactElement } from 'react';
import { terraformTranslationRef } from '../../translations/ref';
import { InlineCode } from '../InlineCode';
import styles from '../ModulePage/ModulePage.module.css';
import { ShownModule } from '../ModulePage/ShownModule';
import { pullRequestWords, sentenceOf, weights } from './changes';
import { UpgradeNotes } from './UpgradeNotes';

const looks: Record<InterfaceChange['weight'], { tone: MarkTone; icon: ReactElement }> = {
  breaking: { tone: 'bad', icon: <RiAlertLine size={16} /> },
  addition: { tone: 'good', icon: <RiAddCircleLine size={16} /> },
  fix: { tone: 'neutral', icon: <RiToolsLine size={16} /> },
};

const majorOf = (version: string) => Number.parseInt(version, 10);

/** The changes of the interface, the words for a pull request, and what the module's authors say of the way. */
export function Comparison(props: { shown: ShownModule; before: ModuleVersion; after: ModuleVersion }) {
  const { shown, before, after } = props;
  const { t } = useTranslationRef(terraformTranslationRef);
  const forge = useForge();
  const changes = compareInterfaces(before.directory, after.directory).sort(
    (left, right) => weights.indexOf(left.weight) - weights.indexOf(right.weight),
  );
  const majors: [number, number] = [majorOf(before.version), majorOf(after.version)];
  const { commit = 'HEAD' } = shown.module.versions.find(each => each.version === after.version) ?? {};
  const notes = Object.keys(after.upgrades ?? {})
    .filter(major => Number(major) > majors[0] && Number(major) <= majors[1])
    .map(major =>
      forge.file({ repository: shown.module.repository, ref: commit, path: `${shown.module.directory}/UPGRADE-${major}.md` }),
    );
  const kind = releaseKind(changes);
  // an interface does not show everything that breaks
  const isRaised = kind !== 'major' && majors[0] < majors[1];
  const summary = changes.length === 0 && !isRaised ? t('comparison.same') : t(`comparison.kinds.${isRaised ? 'authors' : kind}`);
  return (
    <>
      <section className={styles.section} aria-live="polite">
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('comparison.title', { from: before.version, to: after.version })}
        </Text>
        <Text as="p" color="secondary">
          {summary}
        </Text>
        {changes.length > 0 && (
          <DataTable
            caption={t('comparison.caption')}
            rows={changes}
            rowKey={change => `${change.kind} ${change.name} ${change.message}`}
            columns={[
              {
                key: 'weight',
                title: t('comparison.columns.weight'),
                width: 16,
                cell: change => <Mark {...looks[change.weight]}>{t(`comparison.weights.${change.weight}`)}</Mark>,
              },
              {
                key: 'kind',
                title: t('comparison.columns.kind'),
                width: 16,
                cell: change => t(`comparison.subjects.${change.kind}`),
              },
              {
                key: 'change',
                title: t('comparison.columns.change'),
                isRowHeader: true,
                cell: change => (
                  <span className={styles.prose}>
                    <InlineCode text={sentenceOf(change, t)} />
                  </span>
                ),
              },
            ]}
          />
        )}
      </section>
      {before.version !== after.version && (
        <section className={styles.section}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('comparison.words')}
          </Text>
          <CodeBlock
            className={styles.code}
            title={t('comparison.wordsOf', { from: before.version, to: after.version })}
            text={pullRequestWords({ module: after.name, from: before.version, to: after.version, changes, notes, t })}
            language="markdown"
            labels={{ copy: t('code.copy'), copied: t('code.copied') }}
          />
        </section>
      )}
      <UpgradeNotes shown={shown} version={after} majors={majors} />
    </>
  );
}
