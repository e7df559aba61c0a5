import { type FormEvent, useEffect, useState } from 'react';
import type { ImportReport } from '../../shared/contract.ts';
import { binlessFormats, importEncodings, keyFileFormats } from '../../shared/formats.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { ChosenFile } from '../components/chosen-file.tsx';
import { cx } from '../components/cx.ts';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Field } from '../components/field.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { Counting } from '../components/working.tsx';
import {
  cancel,
  chooseFile,
  chooseKeyFile,
  run,
  setBin,
  setEncoding,
  setPrefix,
  startOver,
  useTransfer,
} from '../stores/transfer.ts';
import { refresh } from '../stores/view.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.import;
const rowsShown = 200;
const bins = () =>
  (['deleted', 'skip', 'live'] as const).map((value) => ({ value, label: text.bins[value] }));

const encodings = () => importEncodings.map((value) => ({ value, label: text.encodings[value] }));

/** Brings secrets in from a file: choose it, see what would come of it, then do it. */
export function Import({ onClose }: { onClose: () => void }) {
  const { step, file, failure } = useTransfer();
  // The file's password lives as long as this dialog.
  const [password, setPassword] = useState('');
  useEffect(() => startOver, []);
  const read = async (dryRun: boolean) => {
    await run(password, dryRun);
    if (!dryRun) await refresh();
  };
  return (
    <Dialog title={text.title} onClose={onClose} closable={step !== 'working'} width="wide">
      {failure && <FailureNote failure={failure} />}
      {step === 'choose' && file === undefined && <Choose onClose={onClose} />}
      {step === 'choose' && file !== undefined && (
        <Options password={password} onPassword={setPassword} onPreview={() => read(true)} />
      )}
      {step === 'preview' && <Preview onRun={() => read(false)} />}
      {step === 'working' && <Progress />}
      {step === 'done' && <Done onClose={onClose} />}
    </Dialog>
  );
}

function Choose({ onClose }: { onClose: () => void }) {
  return (
    <>
      <p className={styles.soft}>{text.intro}</p>
      <footer>
        <Button onPress={onClose}>{words.actions.cancel}</Button>
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
  const { file = '', format, needsPassword, keyFile, prefix, bin, encoding } = useTransfer();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPreview();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ChosenFile
        label={`${text.file} (${format})`}
        none=""
        file={file}
        action={text.other}
        onChoose={chooseFile}
      />
      {needsPassword && (
        <>
          <PassphraseField label={text.password} value={password} onChange={onPassword} autoFocus />
          {keyFileFormats.includes(format) && (
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
      {!binlessFormats.includes(format) && (
        <Choice above label={text.bin} value={bin} options={bins()} onChange={setBin} />
      )}
      {encoding !== undefined && (
        <Choice above label={text.encoding} value={encoding} options={encodings()} onChange={setEncoding} />
      )}
      <footer>
        <Button kind="primary" type="submit">
          {text.preview}
        </Button>
      </footer>
    </form>
  );
}

function Preview({ onRun }: { onRun: () => void }) {
  const { report } = useTransfer();
  if (!report) return null;
  return (
    <>
      <p className={styles.soft} role="status">
        <strong>{text.previewTitle(report.created)}.</strong>{' '}
        {report.created > 0 ? text.previewText : text.nothing}
      </p>
      <Report report={report} />
      <Becomes report={report} />
      <footer>
        <Button onPress={startOver}>{text.other}</Button>
        <Button kind="primary" autoFocus isDisabled={report.created === 0} onPress={onRun}>
          {text.run(report.created)}
        </Button>
      </footer>
    </>
  );
}

function Progress() {
  const { progress } = useTransfer();
  return (
    <>
      <Counting label={text.working} progress={progress} figure={text.progress} />
      <footer>
        <Button autoFocus onPress={cancel}>
          {words.actions.cancel}
        </Button>
      </footer>
    </>
  );
}

function Done({ onClose }: { onClose: () => void }) {
  const { report } = useTransfer();
  if (!report) return null;
  return (
    <>
      <p role="status">
        <strong>{text.doneTitle(report.created)}.</strong>
      </p>
      <Report report={report} />
      {report.created > 0 && <p className={styles.small}>{text.deleteSource}</p>}
      <footer>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </>
  );
}

function Report({ report }: { report: ImportReport }) {
  const sums: [string, number, boolean][] = [
    [text.read, report.read, false],
    [report.dryRun ? text.toCreate : text.created, report.created, false],
    [text.skipped, report.skipped.length, false],
    [text.failed, report.failed.length, report.failed.length > 0],
  ];
  return (
    <>
      <dl className={styles.sums}>
        {sums.map(([name, n, bad]) => (
          <div key={name} className={cx(styles.sum, bad && styles.bad)}>
            <dt>{name}</dt>
            <dd>{words.number(n)}</dd>
          </div>
        ))}
      </dl>
      <Reasons report={report} />
    </>
  );
}

function Becomes({ report: { created, preview = [] } }: { report: ImportReport }) {
  if (preview.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.table} aria-label={text.becomes} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.place}</th>
            <th scope="col">{text.path}</th>
            <th scope="col">{text.fields}</th>
          </tr>
        </thead>
        <tbody>
          {preview.slice(0, rowsShown).map(({ n, place, path, fields }) => (
            <tr key={n}>
              <td>{place}</td>
              <td>{path}</td>
              <td>{fields.map(({ name }) => name).join(', ')}</td>
            </tr>
          ))}
          {created > rowsShown && (
            <tr>
              <td colSpan={3}>{text.more(created - rowsShown)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Reasons({ report }: { report: ImportReport }) {
  const all = [
    ...report.failed.map((one) => ({ ...one, outcome: text.failed })),
    ...report.skipped.map((one) => ({ ...one, outcome: text.skipped })),
    ...(report.notes ?? []).map((one) => ({ ...one, outcome: text.note })),
  ];
  if (all.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.table} aria-label={text.reasons} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.place}</th>
            <th scope="col">{text.outcome}</th>
            <th scope="col">{text.reason}</th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, rowsShown).map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries can have one name, and the rows never move.
            <tr key={i}>
              <td>{text.placeOf(one)}</td>
              <td>{one.outcome}</td>
              <td>{text.noteOf(one)}</td>
            </tr>
          ))}
          {all.length > rowsShown && (
            <tr>
              <td colSpan={3}>{text.more(all.length - rowsShown)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
