import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextAreaField } from '@backstage/ui';
import { TroubleshootingAnswer } from '@connectly/plugin-handbook-common';
import { RefusalAlert } from '@connectly/plugin-platform-react';
import { RiSearchEyeLine } from '@remixicon/react';
import { FormEvent, useEffect, useRef, useState } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './TroubleshootForm.module.css';
import { TroubleshootMatches } from './TroubleshootMatches';

/** The server takes a million letters; what is wrong stands at the end of a log. */
const limit = 1_000_000;

type Search =
  | { status: 'idle' }
  | { status: 'finding' }
  | { status: 'failed'; error: Error }
  | { status: 'found'; answer: TroubleshootingAnswer };

/** Finds the entries that explain a pasted error. The text is sent, compared and kept nowhere. */
export function TroubleshootForm() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const [text, setText] = useState('');
  const [search, setSearch] = useState<Search>({ status: 'idle' });
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const find = async () => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setSearch({ status: 'finding' });
    try {
      const end = text.slice(-limit);
      const found = await api.troubleshoot({ text: end, language }, { signal: abort.signal });
      const answer = { ...found, truncated: found.truncated || end.length < text.length };
      if (!abort.signal.aborted) setSearch({ status: 'found', answer });
    } catch (error) {
      if (!abort.signal.aborted) setSearch({ status: 'failed', error: error as Error });
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) void find();
  };
  return (
    <section className={styles.root}>
      <form className={styles.form} onSubmit={onSubmit}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('troubleshoot.title')}
        </Text>
        <Text as="p" color="secondary">
          {t('troubleshoot.description')}
        </Text>
        <TextAreaField
          label={t('troubleshoot.label')}
          rows={5}
          value={text}
          onChange={setText}
          className={styles.text}
          // a browser would send what it checks, and keep what it completes
          spellCheck="false"
          autoComplete="off"
        />
        {text.length > limit && (
          <Text as="p" variant="body-small" color="secondary">
            {t('troubleshoot.tooLong')}
          </Text>
        )}
        <div>
          <Button type="submit" iconStart={<RiSearchEyeLine />} isDisabled={!text.trim()} loading={search.status === 'finding'}>
            {search.status === 'finding' ? t('troubleshoot.finding') : t('troubleshoot.find')}
          </Button>
        </div>
      </form>
      {search.status === 'failed' && <RefusalAlert error={search.error} title={t('troubleshoot.failed')} retry={find} />}
      <div role="status">{search.status === 'found' && <TroubleshootMatches answer={search.answer} />}</div>
    </section>
  );
}
