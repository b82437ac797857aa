import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import { Failed } from '@connectly/plugin-platform-react';
import { useState } from 'react';
import { terraformTranslationRef } from '../../translations/ref';
import { ShownModule } from '../ModulePage/ShownModule';
import { variableGroups } from '../ModulePage/variableGroups';
import { CallResult } from './CallResult';
import { Field, initiallyWired, Typed, valuesOf } from './fields';
import { InputField } from './InputField';
import { problemText } from './problemText';
import styles from './UsageBuilder.module.css';
import { useWrittenCall } from './useWrittenCall';

const callName = /^[a-z][a-z0-9_]{0,62}$/;

/** The inputs in their groups, and the call that they make, which follows what is typed. */
export function UsageForm({ shown, fields }: { shown: ShownModule; fields: Field[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const { version } = shown;
  const [call, setCall] = useState(version.name.replace(/-/g, '_'));
  const [typed, setTyped] = useState<Typed>({});
  const [wired, setWired] = useState(() => initiallyWired(fields));
  const { values, broken } = valuesOf(
    fields.filter(({ variable }) => !wired.includes(variable.name)),
    typed,
  );
  const isNamed = callName.test(call);
  const state = useWrittenCall(version, { call: isNamed ? call : 'module', values, wired });
  const problems = state.status === 'loaded' ? state.value.problems : [];
  const byName = new Map(fields.map(field => [field.variable.name, field]));
  const errorsOf = (name: string) => [
    ...(broken.includes(name) ? [t('builder.problems.json')] : []),
    ...problems.filter(problem => problem.input === name && problem.kind !== 'missing').map(problem => problemText(problem, t)),
  ];
  return (
    <div className={styles.builder}>
      {/* nothing is sent: the call follows what is typed */}
      <form className={styles.form} onSubmit={event => event.preventDefault()} aria-label={t('builder.title')}>
        <TextField
          label={t('builder.call')}
          description={t('builder.callDescription')}
          value={call}
          onChange={setCall}
          validationBehavior="aria"
          validate={() => (isNamed ? null : t('builder.problems.call'))}
          autoComplete="off"
          spellCheck="false"
        />
        {variableGroups(version).map((group, index) => (
          <fieldset key={index} className={styles.group}>
            <legend>
              <Text variant="title-x-small" weight="bold">
                {group.title ?? t('inputs.others')}
              </Text>
            </legend>
            {group.variables.map(({ name }) => (
              <InputField
                key={name}
                field={byName.get(name)!}
                typed={typed[name] ?? ''}
                isWired={wired.includes(name)}
                errors={errorsOf(name)}
                onType={text => setTyped(former => ({ ...former, [name]: text }))}
                onWire={on => setWired(former => (on ? [...former, name] : former.filter(each => each !== name)))}
              />
            ))}
          </fieldset>
        ))}
      </form>
      <div className={styles.result}>
        {state.status === 'failed' && <Failed error={state.error} retry={state.retry} />}
        {state.status === 'loaded' && (
          <CallResult answer={state.value} isComplete={isNamed && broken.length === 0} fields={fields} wired={wired} />
        )}
      </div>
    </div>
  );
}
