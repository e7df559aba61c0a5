import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Page } from '../../components/page.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import { Counting } from '../../components/working.tsx';
import { readDamage, stopRepair, useRepair } from '../../stores/repair.ts';
import { words } from '../../words/words.ts';
import { Accept } from './accept.tsx';
import { Done } from './done.tsx';
import { Findings } from './findings.tsx';

const text = words.repair;

/**
 * A damaged vault: what is lost and what is not, and how it becomes whole. Over the whole window.
 */
export function Repair({ onClose }: { onClose: () => void }) {
  const { step, damage, failure } = useRepair();
  useEffect(() => {
    void readDamage();
    return stopRepair;
  }, []);
  return (
    <Page title={text.title} onClose={onClose} closable={step !== 'mending'}>
      {step === 'mending' && <Busy label={text.mend.working} />}
      {step === 'accept' && <Accept />}
      {step === 'done' && <Done onClose={onClose} />}
      {step === 'look' && damage && <Findings damage={damage} />}
      {step === 'look' && !damage && !failure && <Busy label={text.reading} onCancel={onClose} />}
      {step === 'look' && !damage && failure && (
        <Reading title={text.title}>
          <FailureNote failure={failure}>
            <Button onPress={() => void readDamage()}>{words.actions.retry}</Button>
          </FailureNote>
        </Reading>
      )}
    </Page>
  );
}

function Busy({ label, onCancel = stopRepair }: { label: string; onCancel?: () => void }) {
  const progress = useRepair((repair) => repair.progress);
  return (
    <Reading title={text.title}>
      <Counting label={label} progress={progress} figure={text.figure} />
      <Actions>
        <Button size="large" onPress={onCancel}>
          {words.actions.cancel}
        </Button>
      </Actions>
    </Reading>
  );
}
