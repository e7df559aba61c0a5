import { type FormEvent, useEffect, useState } from 'react';
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
import { chosenTwice, useImportColumns } from '../../stores/import-columns.ts';
import { askUndo, startOver as forgetUndo, useImportUndo } from '../../stores/import-undo.ts';
import {
  askServer,
  cancel,
  chooseFile,
  chooseKeyFile,
  dropFiles,
  filesOf,
  isOfServer,
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
  const { step, failure } = useTransfer();
  const { step: undo, failure: kept } = useImportUndo();
  const { isOpen } = useImportColumns();
  const shown = kept ?? failure;
  // The file's password lives as long as this dialog.
  const [password, setPassword] = useState('');
  const [server, setServer] = useState(noServer);
  useEffect(
    () => () => {
      startOver();
      forgetUndo();
    },
    [],
  );
  const read = async (dryRun: boolean) => {
    await run(password, dryRun);
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
          {...{ password, server, onClose }}
          onPassword={setPassword}
          onServer={setServer}
          onRead={read}
        />
      ) : (
        <UndoImport onClose={onClose} />
      )}
    </Dialog>
  );
}

interface StepProps {
  password: string;
  onPassword: (password: string) => void;
  server: ServerAsked;
  onServer: (server: ServerAsked) => void;
  onRead: (dryRun: boolean) => Promise<void>;
  onClose: () => void;
}

function Step({ password, onPassword, server, onServer, onRead, onClose }: StepProps) {
  const { step, file } = useTransfer();
  return (
    <>
      {step === 'choose' && file === undefined && <Choose onClose={onClose} />}
      {step === 'choose' && file !== undefined && (
        <Options password={password} onPassword={onPassword} onPreview={() => onRead(true)} />
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

interface OptionsProps {
  password: string;
  onPassword: (password: string) => void;
  onPreview: () => void;
}

function Options({ password, onPassword, onPreview }: OptionsProps) {
  const { needsPassword, keyFile, prefix, bin, archive, encoding, ...chosen } = useTransfer();
  const formats = filesOf(chosen).map(({ format }) => format);
  const areSeveral = chosen.others.length > 0;
  useDrop((files) => void dropFiles(files));
  const columns = useImportColumns();
  const [more, setMore] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosenTwice(columns) === undefined) onPreview();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ChosenFiles />
      {needsPassword && (
        <>
          <PassphraseField
            label={areSeveral ? text.passwords : text.password}
            value={password}
            onChange={onPassword}
            autoFocus
          />
          {formats.some((one) => keyFileFormats.includes(one)) && (
            <ChosenFile
              label={text.keyFile}
              file={keyFile}
              none={text.noKeyFile}
              action={text.keyFileChoose}
              onChoose={chooseKeyFile}
            />
          )}
        </>
      )}
      <Field
        label={text.prefix}
        help={text.prefixHelp}
        value={prefix}
        onChange={setPrefix}
        autoFocus={!needsPassword}
      />
      {!formats.every((one) => binlessFormats.includes(one)) && (
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
        <Button kind="primary" type="submit" isDisabled={chosenTwice(columns) !== undefined}>
          {text.preview}
        </Button>
      </footer>
    </form>
  );
}

/** What was chosen: one file, or all that come in together. */
function ChosenFiles() {
  const { file = '', pictures, format, others } = useTransfer();
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
  const all = filesOf({ file, format, others });
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
