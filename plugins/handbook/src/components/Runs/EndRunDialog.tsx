import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, Radio, RadioGroup, TextAreaField } from '@backstage/ui';
import { RunbookOutcome } from '@connectly/plugin-handbook-common';
import { useState } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import { noteLimit } from './NoteForm';
import styles from './Runs.module.css';

/** Asks how a run ended: it cannot be begun again, another can. */
export function EndRunDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  onEnd: (outcome: RunbookOutcome, text: string) => void;
}) {
  const { isOpen, onClose, onEnd } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [text, setText] = useState('');
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && onClose()} isDismissable width={520}>
      <DialogHeader>{t('runs.ending.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.ending}>
          <RadioGroup label={t('runs.ending.outcome')} value={outcome} onChange={setOutcome}>
            <Radio value="reached">{t('runs.ending.reached')}</Radio>
            <Radio value="stopped">{t('runs.ending.stopped')}</Radio>
          </RadioGroup>
          <TextAreaField label={t('runs.ending.text')} rows={4} maxLength={noteLimit} value={text} onChange={setText} />
          <p className={styles.hint}>{t('runs.ending.hint')}</p>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('runs.ending.cancel')}
        </Button>
        <Button
          isDisabled={outcome === null}
          onPress={() => {
            onEnd(outcome as RunbookOutcome, text.trim());
            onClose();
          }}
        >
          {t('runs.end')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
