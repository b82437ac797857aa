import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Loaded, useLoad } from '@connectly/plugin-platform-react';
import { terraformApiRef } from '../../api';
import { terraformTranslationRef } from '../../translations/ref';
import { ShownModule } from '../ModulePage/ShownModule';
import { Field } from './fields';
import { UsageForm } from './UsageForm';

/** A form of the version's inputs that gives a call to copy. */
export function UsageTab({ shown }: { shown: ShownModule }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const { version, released } = shown;
  const { name } = version;
  const state = useLoad(
    async (signal): Promise<Field[]> => {
      const inputs = await api.getModuleInputs({ name, version: version.version }, { signal });
      const known = new Map(inputs.map(input => [input.name, input]));
      const { wiring } = version.manifest;
      return version.directory.variables.map(variable => ({
        variable,
        input: known.get(variable.name) ?? { name: variable.name },
        wiring: Object.hasOwn(wiring, variable.name) ? wiring[variable.name] : undefined,
      }));
    },
    [api, name, version],
  );
  if (!released) {
    return (
      <Text as="p" color="secondary">
        {t('modulePage.usage.unreleased')}
      </Text>
    );
  }
  return (
    <Loaded state={state} label={t('builder.loading')} outline={[48, 48, 48, 48]}>
      {fields => <UsageForm key={`${name} ${version.version}`} shown={shown} fields={fields} />}
    </Loaded>
  );
}
