import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Switch, Text, TextAreaField, TextField } from '@backstage/ui';
import { Mark, Name } from '@connectly/plugin-platform-react';
import { CodeText } from '@connectly/plugin-terraform-react';
import { RiEyeOffLine } from '@remixicon/react';
import { terraformTranslationRef } from '../../translations/ref';
import { withoutMarks } from '../InlineCode';
import { dedent } from '../ModulePage/dedent';
import { Field, FieldKind, kindOf } from './fields';
import styles from './UsageBuilder.module.css';

/** One input: where its value comes from, or a control of its type with what is wrong below it. */
export function InputField(props: {
  field: Field;
  typed: string;
  isWired: boolean;
  errors: string[];
  onType: (text: string) => void;
  onWire: (isWired: boolean) => void;
}) {
  const { field, isWired, onWire } = props;
  const { t } = useTranslationRef(terraformTranslationRef);
  const { variable, wiring } = field;
  const kind = kindOf(field);
  return (
    <div className={styles.field}>
      {!isWired && kind === 'secret' && (
        <>
          <Name text={variable.name} />
          <Mark tone="warning" icon={<RiEyeOffLine size={16} />}>
            {t('builder.secret')}
          </Mark>
        </>
      )}
      {!isWired && kind !== 'secret' && <Control {...props} kind={kind} />}
      {wiring && (
        <Switch
          isSelected={isWired}
          onChange={onWire}
          label={
            'contract' in wiring
              ? t('builder.wireContract', { input: variable.name, stack: wiring.contract, value: wiring.value })
              : t('builder.wireModule', { input: variable.name, module: wiring.module, output: wiring.output })
          }
        />
      )}
    </div>
  );
}

function Control(props: {
  field: Field;
  kind: FieldKind;
  typed: string;
  errors: string[];
  onType: (text: string) => void;
}) {
  const { field, kind, typed, errors, onType } = props;
  const { t } = useTranslationRef(terraformTranslationRef);
  const { variable, input } = field;
  const standard = defaultOf(field);
  const description = withoutMarks(variable.description);
  const label = {
    label: variable.name,
    secondaryLabel: variable.required ? t('mark.required') : undefined,
    description: description || undefined,
  };
  // what the server says is shown as it stands there, for whatever is typed
  const validation = {
    validationBehavior: 'aria' as const,
    validate: () => (errors.length > 0 ? errors : null),
  };
  if (kind === 'choice' || kind === 'truth') {
    const choices = kind === 'truth' ? ['true', 'false'] : input.choices!.map(String);
    return (
      <>
        <Select
          {...label}
          options={[
            { id: '', label: variable.required ? t('builder.choose') : t('builder.standard', { value: standard }) },
            ...choices.map(choice => ({ id: choice, label: choice })),
          ]}
          value={typed}
          onChange={key => onType(String(key ?? ''))}
          isInvalid={errors.length > 0 || undefined}
        />
        <Errors errors={errors} />
      </>
    );
  }
  if (kind === 'text' || kind === 'number') {
    return (
      <TextField
        {...label}
        {...validation}
        value={typed}
        onChange={onType}
        placeholder={variable.required ? undefined : standard}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck="false"
      />
    );
  }
  return (
    <>
      <TextAreaField
        {...label}
        {...validation}
        description={[description, kind === 'lines' ? t('builder.lines') : t('builder.json')].filter(Boolean).join(' ')}
        value={typed}
        onChange={onType}
        rows={3}
        placeholder={variable.required ? undefined : standard}
        autoComplete="off"
        spellCheck="false"
        className={styles.code}
      />
      {kind === 'json' && (
        <div className={styles.type}>
          <CodeText text={dedent(variable.type || 'any').replace(/ {2,}=/g, ' =')} language="hcl" />
        </div>
      )}
    </>
  );
}

function Errors({ errors }: { errors: string[] }) {
  return (
    <>
      {errors.map(error => (
        <Text key={error} as="p" variant="body-small" color="danger">
          {error}
        </Text>
      ))}
    </>
  );
}

/** The default as it is written. */
function defaultOf({ variable }: Field): string {
  if (variable.defaultExpression !== undefined) return dedent(variable.defaultExpression);
  return typeof variable.default === 'string' && variable.default !== '' ? variable.default : JSON.stringify(variable.default ?? null);
}
