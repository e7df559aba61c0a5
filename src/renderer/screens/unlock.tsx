import { Plug } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { State } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { baseName } from '../../shared/file-name.ts';
import { isSamePlace, type Place, printPlace } from '../../shared/place.ts';
import { shownPlace } from '../../shared/place-form.ts';
import { sentences } from '../../shared/words/failure-text.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { ChosenFile } from '../components/chosen-file.tsx';
import { FailureNote, Note } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { KeyUnlock } from '../components/key-unlock.tsx';
import { asksCredentials, LetIn } from '../components/let-in.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { QuickForm } from '../components/quick-form.tsx';
import { lostBy, RestoreNewest } from '../components/restore-newest.tsx';
import { UnlockActions } from '../components/unlock-actions.tsx';
import { useCancelUnlock } from '../components/use-cancel-unlock.ts';
import { useRetyping } from '../components/use-refused.ts';
import { type Aftermath, useAftermath } from '../stores/aftermath.ts';
import { openBackups } from '../stores/backups.ts';
import { useWanting } from '../stores/clients.ts';
import { leave, select, unlock, useSession } from '../stores/session.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import styles from './unlock.module.css';

interface Props {
  state: State;
  onForgot: () => void;
  /** Where the vault is too damaged to be opened. */
  onSalvage: (place: Place) => void;
}

/** A vault is chosen and locked: its passphrase opens it. */
export function Unlock({ state, onForgot, onSalvage }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [empty, setEmpty] = useState(false);
  /** A security key is asked; what it was refused for came of it. */
  const [asksKey, setAsksKey] = useState(false);
  const [byKey, setByKey] = useState(false);
  const [acceptsOlder, setAcceptsOlder] = useState(false);
  const [wantsPassphrase, setWantsPassphrase] = useState(false);
  const { keyFile, ...asked } = useKeyFile(state);
  const input = useRef<HTMLInputElement>(null);
  // What a repair just put there is another revision than the one seen before: the person need not
  // be asked about it.
  const mended = useAftermath(({ last }) => isOf(last, state.place) && last?.what.kind === 'repaired');

  useRetyping(input, working);
  useCancelUnlock(working);

  // A file that was double-clicked has not been looked into: better said before a passphrase is
  // typed than after.
  const { place } = state;
  const key = place && printPlace(place);
  const after = useAftermath(({ last }) => last);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was put there since is another vault, and one place is told again and again.
  useEffect(() => {
    if (place === undefined) return;
    const look = requestIdleCallback(() => void select(place).then(setFailure));
    return () => cancelIdleCallback(look);
  }, [key, after]);

  const durable = !state.notices.includes('memory-only');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open(mended);
  };

  const open = async (acceptOlder: boolean) => {
    if (working) return;
    setEmpty(passphrase === '');
    if (passphrase === '' || asked.isLacking()) return;
    setFailure(undefined);
    setByKey(false);
    setWorking(true);
    const refused = await unlock({ passphrase, keyFile, acceptOlder });
    setFailure(refused?.code === 'cancelled' ? undefined : refused);
    setWorking(false);
  };

  // The key is asked again, by the button that is there.
  const acceptByKey = () => {
    setAcceptsOlder(true);
    setFailure(undefined);
  };

  const lost = lostBy(failure);
  const hopeless = failure && isHopeless(failure);
  const newest = lost && place !== undefined && (
    <RestoreNewest place={place} lost={lost} leads={hopeless === true} />
  );
  if (failure && hopeless) {
    return (
      <Gate title={state.name ?? ''} text={place && shownPlace(place)}>
        <FailureNote failure={failure}>
          {newest}
          {failure.code !== 'newer-format' && (
            <Button onPress={() => openBackups()}>{words.backups.menu}</Button>
          )}
          <Button onPress={() => void leave()}>{words.unlock.other}</Button>
        </FailureNote>
      </Gate>
    );
  }
  if (asksCredentials(failure, place)) {
    return (
      <Gate title={state.name ?? ''} text={shownPlace(place)}>
        <LetIn place={place} failure={failure} onGiven={async () => setFailure(await select(place))}>
          <Button kind="quiet" size="large" onPress={() => void leave()}>
            {words.unlock.other}
          </Button>
        </LetIn>
      </Gate>
    );
  }
  if (state.quickUnlock && !wantsPassphrase) {
    return (
      <Gate title={words.unlock.title(state.name ?? '')} text={place && shownPlace(place)}>
        <div className={styles.form}>
          <After place={place} />
          <LockedBy reason={state.lockedBy} />
          <Wanted />
          {failure && <FailureNote failure={failure} />}
          <QuickForm means={state.quickUnlock} onRefused={setFailure}>
            <Button
              kind="quiet"
              size="large"
              onPress={() => {
                setFailure(undefined);
                setWantsPassphrase(true);
              }}
            >
              {words.quickUnlock.usePassphrase}
            </Button>
          </QuickForm>
          <div className={styles.forgot}>
            <Button kind="quiet" onPress={() => void leave()}>
              {words.unlock.other}
            </Button>
          </div>
        </div>
      </Gate>
    );
  }
  const wrong = failure?.code === 'wrong-passphrase' ? failureText(failure) : undefined;
  return (
    <Gate title={words.unlock.title(state.name ?? '')} text={place && shownPlace(place)}>
      <form className={styles.form} onSubmit={submit} noValidate hidden={asksKey}>
        <After place={place} />
        <LockedBy reason={state.lockedBy} />
        <Wanted />
        {failure && !wrong && (
          <FailureNote failure={failure}>
            {failure.code === 'older-copy' && (
              <Button onPress={() => (byKey ? acceptByKey() : void open(true))}>{words.unlock.older}</Button>
            )}
            {newest}
            {failure.code === 'damaged' && place !== undefined && (
              <Button onPress={() => onSalvage(place)}>{words.repair.salvage.offer}</Button>
            )}
          </FailureNote>
        )}
        <PassphraseField
          label={words.unlock.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={input}
          large
          autoFocus
          isDisabled={working}
          fault={wrong ? sentences(wrong) : empty ? words.unlock.empty : undefined}
          help={words.unlock.lost}
        />
        {state.keyFile && (
          <ChosenFile
            label={words.keyFile.label}
            file={keyFile}
            none={words.keyFile.none}
            action={words.keyFile.choose}
            onChoose={() => void asked.choose().then(setFailure)}
            fault={asked.fault}
            help={state.keyFile.optional ? words.keyFile.unlock.some : words.keyFile.unlock.help}
            isDisabled={working}
          />
        )}
        <UnlockActions working={working} said={wrong?.what}>
          <Button kind="primary" size="large" type="submit">
            {words.unlock.submit}
          </Button>
          <Button kind="quiet" size="large" onPress={() => void leave()}>
            {words.unlock.other}
          </Button>
        </UnlockActions>
        {!working && (
          <div className={styles.forgot}>
            <Button kind="quiet" onPress={onForgot}>
              {words.recovery.recover.forgot}
            </Button>
            {durable && (
              <Button kind="quiet" onPress={() => openBackups()}>
                {words.backups.menu}
              </Button>
            )}
          </div>
        )}
      </form>
      {state.securityKey && !working && (
        <KeyUnlock
          acceptOlder={mended || acceptsOlder}
          onRefused={(refused) => {
            setByKey(refused !== undefined);
            setFailure(refused);
          }}
          onWorking={setAsksKey}
        />
      )}
    </Gate>
  );
}

/** The key file of a vault that asks for one: where it lay, or what the person chose since. */
function useKeyFile({ place, keyFile: known }: State) {
  const [chosen, setChosen] = useState<string>();
  const [tried, setTried] = useState(false);
  const isMissing = known?.missing === true && chosen === undefined;

  // Its drive may have been connected meanwhile.
  useEffect(() => {
    if (!isMissing || place === undefined) return;
    const look = () => void select(place);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [place, isMissing]);

  const optional = known?.optional === true;
  // Where only some of the people have one, what is not there is not asked for.
  const keyFile = known && (chosen ?? (optional && known.missing ? undefined : known.file));
  const isLacking = known !== undefined && !optional && keyFile === undefined;
  const choose = async () => {
    const reply = await api.vault.chooseKeyFile();
    if (reply.ok && reply.value !== undefined) setChosen(reply.value.file);
    return reply.ok ? undefined : reply.failure;
  };
  const { missing, choose: chooseFirst } = words.keyFile.unlock;
  const fault = isMissing && !optional ? missing : isLacking && tried ? chooseFirst : undefined;
  const asked = () => {
    setTried(true);
    return isLacking;
  };
  return { keyFile, choose, fault, isLacking: asked };
}

/** Why it is locked, where the person did not lock it. */
function LockedBy({ reason }: { reason: State['lockedBy'] }) {
  const minutes = useSession((session) => session.preferences?.autoLockMinutes ?? 0);
  if (reason === undefined) return null;
  return (
    <p role="status" className={styles.locked}>
      {words.unlock.lockedBy[reason](minutes)}
    </p>
  );
}

/** Programs that wait for this vault: said beside the field, and nothing moves the focus. */
function Wanted() {
  const wanting = useWanting(({ wanting: programs }) => programs);
  const [first] = wanting;
  return (
    <div role="status" aria-live="polite" className={styles.wanted} data-empty={!first || undefined}>
      {first && (
        <>
          <Plug aria-hidden />
          <div>
            <p>{words.access.wanted.one(first.name, wanting.length - 1)}</p>
            <p className={styles.program}>{first.program}</p>
          </div>
        </>
      )}
    </div>
  );
}

function isOf(last: Aftermath | undefined, place: Place | undefined): boolean {
  return last !== undefined && place !== undefined && isSamePlace(last.place, place);
}

/** What happened to the vault since it was locked. */
function After({ place }: { place: Place | undefined }) {
  const last = useAftermath((aftermath) => aftermath.last);
  if (!last || !isOf(last, place)) return null;
  const { what, kept } = last;
  if (what.kind === 'failed') return <FailureNote failure={what.failure} />;
  const { after } = words.repair;
  const sentences = [
    ...(kept === undefined ? [] : [keptWhere(what, shownPlace(kept))]),
    ...(what.kind === 'repaired' && what.earlier > 0 ? [after.earlier(what.earlier)] : []),
  ];
  return <Note calm title={happened(what)} text={sentences.join(' ')} />;
}

function keptWhere(what: Aftermath['what'], place: string): string {
  if (what.kind !== 'moved') return words.repair.after.kept(baseName(place));
  return what.stays ? words.move.stays(place) : words.move.kept(baseName(place));
}

function happened(what: Exclude<Aftermath['what'], { kind: 'failed' }>): string {
  const { after } = words.repair;
  if (what.kind === 'moved') return words.move.done;
  if (what.kind === 'restored') return after.restored;
  return what.lost > 0 ? after.lossy(what.lost) : after.repaired;
}

// No passphrase opens what is no vault, or none that this build knows.
function isHopeless({ code }: Failure): boolean {
  return code === 'not-a-vault' || code === 'newer-format' || code === 'not-found';
}
