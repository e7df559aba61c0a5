import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';
import { Gone } from './gone.tsx';
import type { StepProps } from './plan.ts';
import styles from './recovery.module.css';
import { SavePdf } from './save-pdf.tsx';
import { SaveRescue } from './save-rescue.tsx';
import { SheetView } from './sheet-view.tsx';
import rows from './sheets.module.css';
import { Step } from './step.tsx';

const text = words.recovery.issue.hand;

/** Brings the sheets onto paper: printer, PDF, or by hand from the screen. */
export function HandOver({ onNext, onBack, ...step }: StepProps) {
  const pending = useRecovery((recovery) => recovery.status?.pending);
  const [shown, setShown] = useState<number>();
  const [failure, setFailure] = useState<Failure>();
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  // Something went onto paper: the way on is the next one to take.
  const [done, setDone] = useState(false);
  if (!pending || pending.atHand === false) return <Gone onBack={onBack} />;
  const { holders } = pending;
  const all = holders.map(({ sheet }) => sheet);

  if (shown !== undefined) {
    return (
      <SheetView
        key={shown}
        sheet={shown}
        set={pending}
        onBack={() => setShown(undefined)}
        {...(shown < all.length && { onNext: () => setShown(shown + 1) })}
      />
    );
  }
  /** Runs one way onto paper at a time; `told` is what came of it, in words. */
  const run = async (call: () => Promise<string | Failure>) => {
    setBusy(true);
    setFailure(undefined);
    setTold('');
    const came = await call();
    setBusy(false);
    if (typeof came === 'string') setTold(came);
    else setFailure(came);
  };
  const print = (sheets: number[]) =>
    run(async () => {
      const reply = await api.recovery.print({ sheets });
      if (!reply.ok) return reply.failure;
      setDone(done || reply.value.printed);
      return reply.value.printed ? text.sent : text.notPrinted;
    });
  const save = (each: boolean) =>
    run(async () => {
      const reply = await api.recovery.savePdf({ sheets: all, each });
      if (!reply.ok) return reply.failure;
      setDone(done || reply.value !== undefined);
      return reply.value ? text.saved(reply.value.files, reply.value.folder) : '';
    });
  return (
    <Step title={text.title} text={text.text} {...step}>
      <div className={styles.actions}>
        <Button size="large" kind={done ? 'plain' : 'primary'} isDisabled={busy} onPress={() => print(all)}>
          <Printer aria-hidden />
          {text.printAll(all.length)}
        </Button>
      </div>
      {failure && <FailureNote failure={failure} />}
      <p role="status" className={cx(styles.soft, told === '' && styles.gone)}>
        {told}
      </p>
      <section aria-labelledby="one-by-one" className={styles.part}>
        <h3 id="one-by-one">{text.oneByOne}</h3>
        <ul className={rows.sheets}>
          {holders.map(({ sheet, name }) => (
            <li key={sheet} className={rows.row}>
              <span className={rows.sheetName}>{words.recovery.give.sheet(sheet)}</span>
              <span className={rows.sheetHolder}>{name}</span>
              <Button
                kind="quiet"
                size="small"
                isDisabled={busy}
                aria-label={text.print(sheet)}
                onPress={() => print([sheet])}
              >
                {text.printShort}
              </Button>
              <Button kind="quiet" size="small" aria-label={text.show(sheet)} onPress={() => setShown(sheet)}>
                {text.showShort}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <SavePdf busy={busy} many={all.length > 1} onSave={save} />
      <SaveRescue />
      <div className={styles.actions}>
        <Button size="large" kind={done ? 'primary' : 'plain'} onPress={onNext}>
          {text.next}
        </Button>
        <Button kind="quiet" size="large" onPress={onBack}>
          {words.recovery.page.back}
        </Button>
      </div>
    </Step>
  );
}
