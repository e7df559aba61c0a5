import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ExportPlan } from '../../shared/contract-export.ts';
import { exportFormats, exportTraits, type LossTold } from '../../shared/export.ts';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../components/button.tsx';
import { Check } from '../components/check.tsx';
import { Choice } from '../components/choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote, Note } from '../components/failure-note.tsx';
import { agrees, doubtOf, focusFault, NewPassphrase, noPassphrase } from '../components/new-passphrase.tsx';
import { TextBox } from '../components/text-box.tsx';
import { CountingInDialog } from '../components/working.tsx';
import { cancel, change, keysIn, type Part, run, sealOf, stop, useExport } from '../stores/export.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.export;
const seals = () => [
  { value: 'password' as const, label: text.byPassword },
  { value: 'keys' as const, label: text.byKeys },
];
const formats = () => exportFormats.map((value) => ({ value, label: text.formats[value].name }));

/** Lets secrets go into a file: choose what and as what, see what stays behind, then where. */
export function Export({ onClose }: { onClose: () => void }) {
  const { step, failure } = useExport();
  // The export's password lives as long as this dialog; a question over it takes nothing away.
  const [chosen, setChosen] = useState(noPassphrase);
  useEffect(() => stop, []);
  return (
    <Dialog title={text.title} onClose={onClose} closable={step !== 'working'} width="wide">
      {failure && <Refused failure={failure} />}
      {step === 'form' && <Form chosen={chosen} onChosen={setChosen} onClose={onClose} />}
      {step === 'working' && <Progress />}
      {step === 'done' && <Done onClose={onClose} />}
    </Dialog>
  );
}

// Of these two it is the new file that is meant, not the vault.
function Refused({ failure }: { failure: Failure }) {
  if (failure.code !== 'read-only' && failure.code !== 'store') return <FailureNote failure={failure} />;
  const { what, next } = words.failures.saveFile[failure.code];
  return <Note title={what} text={next} />;
}

interface FormProps {
  chosen: typeof noPassphrase;
  onChosen: (chosen: typeof noPassphrase) => void;
  onClose: () => void;
}

function Form({ chosen, onChosen, onClose }: FormProps) {
  const state = useExport();
  const { format, wantsPassword, toKeys, plan, asking, failure } = state;
  const [tried, setTried] = useState(false);
  const [accepted, setAccepted] = useState(false);
  const [first, second] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const seal = sealOf(state);
  const [keys, setKeys] = useState('');
  const alter = (wanted: Parameters<typeof change>[0]) => {
    setTried(false);
    setAccepted(false);
    change(wanted);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!plan || plan.secrets === 0 || (plan.plain && !accepted)) return;
    if (seal === undefined) return run({});
    if (seal === 'keys') return keysIn(keys).length === 0 ? undefined : run({ recipients: keysIn(keys) });
    if (!agrees(chosen)) return focusFault(chosen, first, second);
    const doubt = await doubtOf(chosen);
    if (doubt) onChosen(doubt);
    else await run({ password: chosen.passphrase });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <What onChange={(part) => alter({ part })} />
      <Choice
        above
        label={text.format}
        value={format}
        options={formats()}
        onChange={(value) => alter({ format: value })}
        autoFocus
        help={text.formats[format].use}
      />
      {exportTraits(format).sealed === 'choice' && (
        <Check isSelected={wantsPassword} onChange={(wanted) => alter({ wantsPassword: wanted })}>
          {text.wantsPassword}
        </Check>
      )}
      {exportTraits(format).recipients && (
        <Choice
          above
          label={text.seal}
          value={toKeys ? 'keys' : 'password'}
          options={seals()}
          onChange={(value) => alter({ toKeys: value === 'keys' })}
        />
      )}
      {seal === 'keys' && (
        <Keys
          value={keys}
          onChange={setKeys}
          fault={tried && keysIn(keys).length === 0}
          isDisabled={asking}
        />
      )}
      {seal === 'password' && (
        <NewPassphrase
          label={text.password}
          againLabel={text.passwordAgain}
          value={chosen}
          onChange={onChosen}
          tried={tried}
          isDisabled={asking}
          {...{ first, second }}
        />
      )}
      {plan ? <Plan plan={plan} /> : !failure && <p className={styles.small}>{text.looking}</p>}
      {plan?.plain && plan.secrets > 0 && (
        <>
          <Note title={text.plainTitle} text={text.plainText(plan.secrets)} />
          <Check isSelected={accepted} onChange={setAccepted} isInvalid={tried && !accepted}>
            {text.plainAccept}
          </Check>
          {tried && !accepted && (
            <p className={styles.fault} role="alert">
              {text.plainMissing}
            </p>
          )}
        </>
      )}
      <footer>
        <Button onPress={onClose}>{words.actions.cancel}</Button>
        <Button kind="primary" type="submit" isDisabled={asking || !plan || plan.secrets === 0}>
          {plan ? text.run(plan.secrets) : text.menu}
        </Button>
      </footer>
    </form>
  );
}

interface KeysProps {
  value: string;
  onChange: (value: string) => void;
  fault: boolean;
  isDisabled: boolean;
}

/** Public keys of age, pasted or out of a file. */
function Keys({ value, onChange, fault, isDisabled }: KeysProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const add = async (file: File | undefined) => {
    if (file === undefined || file.size > largestKeyFile) return;
    onChange([...new Set([...keysIn(value), ...keysIn(await file.text())])].join('\n'));
  };
  return (
    <>
      <TextBox
        label={text.keys}
        value={value}
        onChange={onChange}
        help={text.keysHelp}
        fault={fault ? text.keysMissing : undefined}
        isDisabled={isDisabled}
      />
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={text.keysFile}
        onChange={({ target }) => {
          void add(target.files?.[0]);
          target.value = '';
        }}
      />
      <div>
        <Button onPress={() => chooser.current?.click()} isDisabled={isDisabled}>
          {text.keysFile}
        </Button>
      </div>
    </>
  );
}

/** More is no list of keys. */
const largestKeyFile = 1024 ** 2;

function What({ onChange }: { onChange: (part: Part) => void }) {
  const { part, folder, chosen } = useExport();
  const parts: { value: Part; label: string }[] = [
    { value: 'all', label: text.all },
    ...(folder === '' ? [] : [{ value: 'folder' as const, label: text.folder(folder) }]),
    ...(chosen ? [{ value: 'chosen' as const, label: text.chosen(chosen.secrets) }] : []),
  ];
  if (parts.length === 1) return null;
  return <Choice above label={text.what} value={part} options={parts} onChange={onChange} />;
}

function Plan({ plan: { secrets, lost, beside } }: { plan: ExportPlan }) {
  if (secrets === 0) return <p role="status">{text.nothing}</p>;
  return (
    <>
      <Lost lost={lost} />
      {beside.files > 0 && (
        <p className={styles.small}>{text.beside(beside.files, words.size(beside.bytes))}</p>
      )}
    </>
  );
}

function Lost({ lost }: { lost: readonly LossTold[] }) {
  if (lost.length === 0) return <p className={styles.small}>{text.whole}</p>;
  return (
    <section aria-label={text.lost} className={styles.lost}>
      <p className={styles.soft}>{text.lost}</p>
      <ul className={styles.points}>
        {lost.map(({ loss, count }) => (
          <li key={loss}>{text.losses[loss](count)}</li>
        ))}
      </ul>
    </section>
  );
}

function Progress() {
  const { progress } = useExport();
  return (
    <CountingInDialog label={text.working} progress={progress} figure={text.progress} onCancel={cancel} />
  );
}

function Done({ onClose }: { onClose: () => void }) {
  const { report, tool } = useExport();
  if (!report) return null;
  const { secrets, file, filesFolder, beside, lost, damaged } = report;
  return (
    <>
      <p role="status">
        <strong>{text.done(secrets, file)}</strong>
      </p>
      {filesFolder !== undefined && <p>{text.filesIn(beside.files, filesFolder)}</p>}
      {damaged && <Note title={text.damaged} text={text.damagedText} />}
      {lost.length > 0 && <Lost lost={lost} />}
      {tool !== undefined && <p className={styles.small}>{text.carried(words.places.tools[tool])}</p>}
      <footer>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </>
  );
}
