import { useState } from 'react';
import type { KeysState } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { shownSet } from '../../shared/recovery.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { DialogForm } from '../components/dialog-form.tsx';
import { FailureNote, Note } from '../components/failure-note.tsx';
import { FileRow, FileRows } from '../components/file-row.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { usePassphrase } from '../components/use-passphrase.ts';
import { WayOn, WaysOn } from '../components/ways-on.tsx';
import { Counting } from '../components/working.tsx';
import { show } from '../stores/actions.ts';
import { openDialog } from '../stores/dialog.ts';
import { openRecovery } from '../stores/recovery.ts';
import { changeKeys, goOn, loadExposed, useVaultKeys } from '../stores/vault-keys.ts';
import { date, moment } from '../words/time.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.keys;

interface Props {
  onClose: () => void;
}

/**
 * New keys for the vault: when that is wanted, how far it is, and what is then left to do
 * elsewhere.
 */
export function Keys({ onClose }: Props) {
  const { state, exposed } = useVaultKeys();
  const [asking, setAsking] = useState(false);
  const form = usePassphrase();
  const { working } = form;
  const rekeyed = state?.rekeyed;
  const asks = rekeyed === undefined || asking || working;
  return (
    <Dialog title={text.title} onClose={onClose} closable={!working} width="wide">
      {state?.dropped && !working && <Dropped slots={state.dropped} />}
      {state?.renewing && !working ? (
        <Running state={state} onClose={onClose} />
      ) : state && asks ? (
        <Ask onClose={onClose} form={form} onDone={() => setAsking(false)} />
      ) : (
        rekeyed !== undefined &&
        exposed && <Exposed rekeyed={rekeyed} onClose={onClose} onAgain={() => setAsking(true)} />
      )}
    </Dialog>
  );
}

function Dropped({ slots }: { slots: NonNullable<KeysState['dropped']> }) {
  const { title, set, passphrase, other } = text.dropped;
  const said = slots.map((slot) => {
    if (slot.set !== undefined) return set(shownSet(slot.set));
    return slot.label === undefined ? other : passphrase(slot.label);
  });
  return <Note title={title} text={said.join(' ')} />;
}

interface AskProps extends Props {
  form: ReturnType<typeof usePassphrase>;
  onDone: () => void;
}

function Ask({ onClose, form: { field, working, failure, send }, onDone }: AskProps) {
  const change = async (passphrase: string) => {
    const refused = await changeKeys(passphrase);
    if (refused) return refused;
    await loadExposed();
    onDone();
    return undefined;
  };
  return (
    <DialogForm
      failure={failure}
      working={working ? text.working : undefined}
      onSubmit={() => void send(change)}
      onClose={onClose}
      yes={text.submit}
    >
      <p>{text.when}</p>
      <ul className={styles.points}>
        {text.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {!working && (
        <WaysOn>
          <WayOn text={text.known} label={words.menu.passphrase} onPress={() => openDialog('passphrase')} />
          <WayOn text={text.seen} label={words.recovery.menu} onPress={() => openRecovery()} />
        </WaysOn>
      )}
      <PassphraseField label={text.passphrase} {...field} autoFocus />
    </DialogForm>
  );
}

function Running({ state: { done, total, failure }, onClose }: Props & { state: KeysState }) {
  return (
    <>
      <p>{failure ? text.stopped : text.running}</p>
      {failure ? (
        <Stopped failure={failure} />
      ) : (
        <Counting label={text.sealing} progress={{ done, total }} figure={text.progress} />
      )}
      <p className={styles.small}>{text.leave}</p>
      <footer>
        <Button kind="primary" autoFocus onPress={onClose}>
          {text.close}
        </Button>
      </footer>
    </>
  );
}

// Nothing that the person did was lost: what is said of saving does not fit.
function Stopped({ failure }: { failure: Failure }) {
  const again = <Button onPress={() => void goOn()}>{text.goOn}</Button>;
  if (failure.code !== 'no-space') return <FailureNote failure={failure}>{again}</FailureNote>;
  return (
    <Note title={text.full} text={text.fullText}>
      {again}
    </Note>
  );
}

interface ExposedProps extends Props {
  rekeyed: number;
  onAgain: () => void;
}

function Exposed({ rekeyed, onClose, onAgain }: ExposedProps) {
  const { exposed, failure } = useVaultKeys();
  const { total = 0, secrets = [] } = exposed ?? {};
  const go = (path: string, deleted: boolean) => {
    onClose();
    void show(path, deleted);
  };
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <p role="status">
        {text.changed(moment(rekeyed))} {total === 0 ? text.nothingLeft : text.keeps(total)}
      </p>
      {total > 0 && (
        <>
          <p className={styles.soft}>{text.atSource}</p>
          <FileRows label={text.list}>
            {secrets.map(({ path, changed, deleted }, i) => (
              <FileRow key={path} name={path} note={text.row(date(changed), deleted)}>
                <Button
                  size="small"
                  autoFocus={i === 0}
                  aria-label={text.show(path)}
                  onPress={() => go(path, deleted)}
                >
                  {text.showShort}
                </Button>
              </FileRow>
            ))}
          </FileRows>
          {total > secrets.length && <p className={styles.small}>{text.more(total - secrets.length)}</p>}
        </>
      )}
      <footer>
        <Button onPress={onAgain}>{text.again}</Button>
        <Button kind="primary" autoFocus={total === 0} onPress={onClose}>
          {words.actions.close}
        </Button>
      </footer>
    </>
  );
}
