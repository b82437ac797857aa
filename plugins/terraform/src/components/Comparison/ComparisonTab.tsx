import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Text } from '@backstage/ui';
import { Loaded, useLoad, useQuery } from '@connectly/plugin-platform-react';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { terraformApiRef } from '../../api';
import { terraformTranslationRef } from '../../translations/ref';
import { ShownModule } from '../ModulePage/ShownModule';
import styles from '../ModulePage/ModulePage.module.css';
import { Comparison } from './Comparison';
import own from './Comparison.module.css';

/** What differs between two versions of the module. Both stand in the URL. */
export function ComparisonTab({ shown }: { shown: ShownModule }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const [query, change] = useQuery();
  const { module, version } = shown;
  const known = module.versions.map(each => each.version);
  const asked = (name: string) => known.find(each => each === query.get(name));
  const to = asked('to') ?? version.version;
  const from = asked('from') ?? known[known.indexOf(to) + 1] ?? to;
  const state = useLoad(
    async (signal): Promise<{ before: ModuleVersion; after: ModuleVersion }> => {
      const read = async (wanted: string) =>
        wanted === version.version ? version : api.getModuleVersion({ name: module.name, version: wanted }, { signal });
      const [before, after] = await Promise.all([read(from), read(to)]);
      return { before, after };
    },
    [api, module.name, version, from, to],
    { keep: true },
  );
  if (known.length < 2) {
    return (
      <Text as="p" color="secondary">
        {t('comparison.single')}
      </Text>
    );
  }
  const picker = (name: 'from' | 'to', value: string) => (
    <Select
      label={t(`comparison.${name}`)}
      options={known.map(each => ({ id: each, label: each }))}
      value={value}
      onChange={key => change({ [name]: String(key) })}
    />
  );
  return (
    <div className={styles.sections}>
      <div className={own.pickers}>
        {picker('from', from)}
        {picker('to', to)}
      </div>
      <Loaded state={state} label={t('modulePage.loading')}>
        {({ before, after }) => <Comparison shown={shown} before={before} after={after} />}
      </Loaded>
    </div>
  );
}
