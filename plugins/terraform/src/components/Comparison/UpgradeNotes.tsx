import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { terraformTranslationRef } from '../../translations/ref';
import { documentBody } from '../ModulePage/documentBody';
import { ModuleDocument } from '../ModulePage/ModuleDocument';
import styles from '../ModulePage/ModulePage.module.css';
import { ShownModule } from '../ModulePage/ShownModule';

/** What a module's authors say to callers who come to a new major version, the newest first; nothing when they say nothing. */
export function UpgradeNotes(props: {
  shown: ShownModule;
  version: ModuleVersion;
  /** Notes of major versions above the first and up to the second number; every one without it. */
  majors?: [number, number];
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const { shown, version, majors: [above, upTo] = [0, Infinity] } = props;
  const notes = Object.entries(version.upgrades ?? {})
    .map(([major, text]) => ({ major: Number(major), text: documentBody(text) }))
    .filter(({ major }) => major > above && major <= upTo)
    .sort((left, right) => right.major - left.major);
  return (
    <>
      {notes.map(({ major, text }) => (
        <section key={major} className={styles.section}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('versions.upgrade', { version: String(major) })}
          </Text>
          <ModuleDocument text={text} shown={shown} />
        </section>
      ))}
    </>
  );
}
