import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Skeleton } from '@backstage/ui';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { calledModules } from '@connectly/plugin-platform-common';
import { DraftAnswers } from '../../api';
import { platformTranslationRef } from '../../translations/ref';
import styles from './ServiceAnswersField.module.css';
import { ReleasedModule, useModuleVersions } from './useModuleVersions';

/** The version that a service gets when nobody chooses one: the newest that is not deprecated. */
function usualVersion({ versions }: ReleasedModule): string | undefined {
  return versions.find(version => !version.deprecated)?.version;
}

/** A version for each module that the service calls. Only what differs from the usual version becomes an answer. */
export function ModuleVersionFields(props: { answers: DraftAnswers; onChange: (part: DraftAnswers) => void }) {
  const { answers, onChange } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const { state, retry } = useModuleVersions(calledModules({ database: answers.database ?? 'none' }));
  if (state.status === 'loading') {
    return (
      <div role="status" aria-label={t('form.moduleVersions.loading')}>
        <Skeleton height={64} />
      </div>
    );
  }
  if (state.status === 'failed') {
    return <RefusalAlert error={state.error} title={t('form.moduleVersions.failed')} retry={retry} />;
  }
  const choose = (module: ReleasedModule, version: string) => {
    const { [module.name]: _former, ...others } = answers.moduleVersions ?? {};
    onChange({ moduleVersions: version === usualVersion(module) ? others : { ...others, [module.name]: version } });
  };
  return (
    <div className={styles.choices}>
      {state.modules.map(module => (
        <Select
          key={module.name}
          label={module.name}
          isDisabled={module.versions.length === 0}
          placeholder={t('form.moduleVersions.none')}
          options={module.versions.map(({ version, deprecated }) => ({
            id: version,
            label: version === usualVersion(module) ? t('form.moduleVersions.newest', { version }) : version,
            description: deprecated ? t('form.moduleVersions.deprecated', { reason: deprecated }) : undefined,
          }))}
          value={answers.moduleVersions?.[module.name] ?? usualVersion(module) ?? null}
          onChange={version => choose(module, String(version))}
        />
      ))}
    </div>
  );
}
