import { type FormEvent, Fragment, useEffect, useState } from 'react';
import { binlessFormats, importEncodings, keyFileFormats } from '../../../shared/formats.ts';
import { importFormatName } from '../../../shared/words/import-formats.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { ChosenFile } from '../../components/chosen-file.tsx';
import { cx } from '../../components/cx.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { useDrop } from '../../components/use-arrivals.ts';
import { CountingInDialog } from '../../components/working.tsx';
import { isAnyTwice, useImportColumns } from '../../stores/import-columns.ts';
import { askUndo, startOver as forgetUndo, useImportUndo } from '../../stores/import-undo.ts';
import {
  askServer,
  cancel,
  chooseFile,
  chooseKeyFile,
  dropFiles,
  filesOf,
  isOfServer,
  notOpened,
  run,
  setArchive,
  setBin,
  setEncoding,
  setPrefix,
  startOver,
  useTransfer,
} from '../../stores/transfer.ts';
import { refresh } from '../../stores/view.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';
import { Columns } from './columns.tsx';
import { Preview } from './preview.tsx';
import { Report } from './report.tsx';
import { noServer, Server, type ServerAsked } from './server.tsx';
import { DeleteSource, Source } from './source.tsx';
import { LastImport, UndoImport } from './undo.tsx';

const text = words.import;
const bins = () =>
  (['deleted', 'skip', 'live'] as const).map((value) => ({ value, label: text.bins[value] }));

const encodings = () => importEncodings.map((value) => ({ value, label: text.encodings[value] }));

/** Brings secrets in from a file: choose it, see what would come of it, then do it. */
export function Import({ onClose }: { onClose: () => void }) {
  const transfer = useTransfer();
  const { step, failure, file, others } = transfer;
  const { step: undo, failure: kept } = useImportUndo();
  const { tables } = useImportColumns();
  const isOpen = tables.some((table) => table.isOpen);
  // Where it is known whose password is wrong, that is said beside it.
  const shown = kept ?? (step === 'choose' && notOpened(transfer) !== undefined ? undefined : failure);
  // The files' passwords live as long as this dialog, for what is chosen.
  const [passwords, setPasswords] = useState<Passwords>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are of the files that were chosen.
  useEffect(() => setPasswords(new Map()), [file, others]);
  const [server, setServer] = useState(noServer);
  useEffect(
    () => () => {
      startOver();
      forgetUndo();
    },
    [],
  );
  const read = async (dryRun: boolean) => {
    await run(passwords, dryRun);
    if (!dryRun) await refresh();
  };
  return (
    <Dialog
      title={text.title}
      onClose={onClose}
      closable={step !== 'working' && undo !== 'working'}
      width={step === 'preview' || isOpen ? 'broad' : 'wide'}
    >
      {shown && <FailureNote failure={shown} />}
      {undo === 'none' ? (
        <Step
          {...{ passwords, server, onClose }}
          onPassword={(n, password) => setPasswords(new Map(passwords).set(n, password))}
          onServer={setServer}
          onRead={read}
        />
      ) : (
        <UndoImport onClose={onClose} />
      )}
    </Dialog>
  );
}

/** By the numbers of the files that they open. */
type Passwords = ReadonlyMap<number, string>;

interface StepProps {
  passwords: Passwords;
  onPassword: (n: number, password: string) => void;
  server: ServerAsked;
  onServer: (server: ServerAsked) => void;
  onRead: (dryRun: boolean) => Promise<void>;
  onClose: () => void;
}

function Step({ passwords, onPassword, server, onServer, onRead, onClose }: StepProps) {
  const { step, file } = useTransfer();
  return (
    <>
      {step === 'choose' && file === undefined && <Choose onClose={onClose} />}
      {step === 'choose' && file !== undefined && (
        <Options passwords={passwords} onPassword={onPassword} onPreview={() => onRead(true)} />
      )}
      {step === 'server' && <Server server={server} onServer={onServer} />}
      {step === 'preview' && <Preview onRun={() => onRead(false)} />}
      {step === 'working' && <Progress />}
      {step === 'done' && <Done onClose={onClose} />}
    </>
  );
}

function Choose({ onClose }: { onClose: () => void }) {
  const isOver = useDrop((files) => void dropFiles(files));
  return (
    <>
      <p className={styles.soft}>{text.intro}</p>
      <p className={cx(styles.drop, isOver && styles.over)}>{isOver ? text.dropNow : text.drop}</p>
      <LastImport />
      <footer>
        <Button onPress={onClose}>{words.actions.cancel}</Button>
        <Button onPress={askServer}>{text.server}</Button>
        <Button kind="primary" autoFocus onPress={chooseFile}>
          {text.choose}
        </Button>
      </footer>
    </>
  );
}

interface OptionsProps extends Pick<StepProps, 'passwords' | 'onPassword'> {
  onPreview: () => void;
}

function Options({ passwords, onPassword, onPreview }: OptionsProps) {
  const { prefix, bin, archive, encoding, ...chosen } = useTransfer();
  const files = filesOf(chosen);
  useDrop((files) => void dropFiles(files));
  const columns = useImportColumns();
  const [more, setMore] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isAnyTwice(columns)) onPreview();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ChosenFiles />
      <Left />
      <Openers passwords={passwords} onPassword={onPassword} />
      <Field
        label={text.prefix}
        help={text.prefixHelp}
        value={prefix}
        onChange={setPrefix}
        autoFocus={!files.some(({ needsPassword }) => needsPassword)}
      />
      {!files.every(({ format }) => binlessFormats.includes(format)) && (
        <Disclosure title={text.binAndArchive} isOpen={more} onToggle={setMore}>
          <div className={styles.form}>
            <Choice above label={text.bin} value={bin} options={bins()} onChange={setBin} />
            <Choice above label={text.archive} value={archive} options={bins()} onChange={setArchive} />
          </div>
        </Disclosure>
      )}
      {encoding !== undefined && (
        <Choice above label={text.encoding} value={encoding} options={encodings()} onChange={setEncoding} />
      )}
      <Columns />
      <footer>
        <Button kind="primary" type="submit" isDisabled={isAnyTwice(columns)}>
          {text.preview}
        </Button>
      </footer>
    </form>
  );
}

/** What opens each file that has a password of its own. */
function Openers({ passwords, onPassword }: Pick<StepProps, 'passwords' | 'onPassword'>) {
  const { keyFiles, ...chosen } = useTransfer();
  const files = filesOf(chosen);
  const isOne = files.length === 1;
  const wrong = notOpened(chosen);
  const first = wrong ?? files.findIndex(({ needsPassword }) => needsPassword);
  return files.map(
    ({ name, format, needsPassword }, n) =>
      needsPassword && (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and none moves.
        <Fragment key={n}>
          <PassphraseField
            label={isOne ? text.password : text.passwordOf(name)}
            value={passwords.get(n) ?? ''}
            onChange={(password) => onPassword(n, password)}
            autoFocus={n === first}
            fault={n === wrong ? text.notOpened(keyFileFormats.includes(format)) : undefined}
          />
          {keyFileFormats.includes(format) && (
            <ChosenFile
              label={isOne ? text.keyFile : text.keyFileOf(name)}
              file={keyFiles.get(n)}
              none={text.noKeyFile}
              action={text.keyFileChoose}
              onChoose={() => void chooseKeyFile(n)}
            />
          )}
        </Fragment>
      ),
  );
}

/** What was chosen: one file, or all that come in together. */
function ChosenFiles() {
  const { file = '', pictures, format, needsPassword, others } = useTransfer();
  if (others.length === 0)
    return (
      <ChosenFile
        label={`${isOfServer({ format }) ? text.serverOf : text.file} (${importFormatName(format)})`}
        none=""
        file={pictures === undefined ? file : text.pictures(pictures)}
        action={text.other}
        onChoose={chooseFile}
      />
    );
  const all = filesOf({ file, format, needsPassword, others });
  return (
    <div>
      <div className={styles.beside}>
        <p>{text.files(all.length)}</p>
        <Button onPress={chooseFile}>{text.other}</Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className={styles.files} aria-label={text.files(all.length)} tabIndex={0}>
        {all.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and none moves.
          <li key={i}>{text.fileOf(one.name, importFormatName(one.format))}</li>
        ))}
      </ul>
    </div>
  );
}

/** Files of a folder that do not come, and why. */
function Left() {
  const { left } = useTransfer();
  if (left.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ul className={styles.files} aria-label={text.left(left.length)} tabIndex={0}>
      {left.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and none moves.
        <li key={i}>{text.leftOf(text.placeOf(one), text.noteOf(one))}</li>
      ))}
    </ul>
  );
}

function Progress() {
  const { progress, writes } = useTransfer();
  return (
    <CountingInDialog
      label={writes ? text.writing : text.working}
      progress={progress}
      figure={text.progress}
      onCancel={cancel}
    />
  );
}

function Done({ onClose }: { onClose: () => void }) {
  const { report, source, format } = useTransfer();
  if (!report) return null;
  if (report.source && source === 'asked') return <DeleteSource source={report.source} />;
  return (
    <>
      <p role="status">
        <strong>{text.doneTitle(report.created)}.</strong>{' '}
        {report.fields !== undefined && report.fields > 0 && text.readBack(report.fields)}
      </p>
      <Report report={report} />
      {report.source && <Source source={report.source} />}
      {!report.source && report.created > 0 && !isOfServer({ format }) && (
        <p className={styles.small}>{text.deleteSource}</p>
      )}
      <footer>
        {report.undo !== undefined && (
          <Button onPress={() => askUndo(report.created, report.undo)}>{text.undo}</Button>
        )}
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </>
  );
}
