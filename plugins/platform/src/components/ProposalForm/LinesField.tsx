import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { platformTranslationRef } from '../../translations/ref';

const linesOf = (text: string) => text.split('\n').map(line => line.trim()).filter(Boolean);

/** A list of texts, one on each line. */
export function LinesField(props: {
  label: string;
  description: string;
  isRequired?: boolean;
  isInvalid: boolean;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { value, onChange, ...field } = props;
  const { t } = useTranslationRef(platformTranslationRef);
  const [text, setText] = useState(value.join('\n'));
  // the text is the person's, with an empty line that is about to be written; another value came from elsewhere
  const isTyped = JSON.stringify(linesOf(text)) === JSON.stringify(value);
  return (
    <TextAreaField
      {...field}
      secondaryLabel={props.isRequired ? t('form.required') : undefined}
      validationBehavior="aria"
      rows={4}
      value={isTyped ? text : value.join('\n')}
      onChange={typed => {
        setText(typed);
        onChange(linesOf(typed));
      }}
    />
  );
}
