import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import { RiStickyNoteAddLine } from '@remixicon/react';
import { FormEvent, KeyboardEvent, useState } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './Runs.module.css';

/** Longest note that the server takes, in UTF-16 units. */
export const noteLimit = 4_000;

/** Writes a note. */
export function NoteForm({ label, onNote }: { label: string; onNote: (text: string) => void }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const [text, setText] = useState('');
  const add = () => {
    if (!text.trim()) return;
    onNote(text.trim());
    setText('');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    add();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
  };
  return (
    <form className={styles.note} onSubmit={onSubmit}>
      <TextAreaField
        label={label}
        description={t('runs.noteHint')}
        rows={2}
        maxLength={noteLimit}
        value={text}
        onChange={setText}
        onKeyDown={onKeyDown}
      />
      <div>
        <Button type="submit" variant="secondary" iconStart={<RiStickyNoteAddLine />} isDisabled={!text.trim()}>
          {t('runs.addNote')}
        </Button>
      </div>
    </form>
  );
}
