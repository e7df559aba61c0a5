import { shownPlace } from '../../../shared/place-form.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Names } from '../../components/names.tsx';
import { Facts } from '../../components/reading.tsx';
import { Working } from '../../components/working.tsx';
import { chooseCopy, merge, useCopies } from '../../stores/copies.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';
import { Choose, nameOf } from './choose.tsx';
import { Key } from './key.tsx';

const text = words.copies;

/** Another copy of the vault: see what it would bring, then merge it. */
export function Copies({ onClose, readOnly }: { onClose: () => void; readOnly: boolean }) {
  const { step, failure } = useCopies();
  const working = step === 'merging' || step === 'reading';
  return (
    <Dialog title={text.title} onClose={onClose} closable={step !== 'merging'} width="wide">
      {failure && step !== 'key' && <FailureNote failure={failure} />}
      {step === 'choose' && <Choose readOnly={readOnly} onClose={onClose} />}
      {step === 'key' && <Key />}
      {working && <Working label={step === 'merging' ? text.working : text.reading} />}
      {step === 'preview' && <Preview readOnly={readOnly} />}
      {step === 'done' && <Done onClose={onClose} />}
    </Dialog>
  );
}

function Preview({ readOnly }: { readOnly: boolean }) {
  const { report, copy } = useCopies();
  if (!report || !copy) return null;
  const { added, changed, versions, policies, keys = [] } = report;
  const secrets = added.length + changed.length;
  const brings = secrets + keys.length;
  const { preview: say } = text;
  return (
    <>
      <p role="status">
        <strong>{brings === 0 ? say.nothing : say.brings(versions)}</strong> {brings > 0 && say.nothingYet}
      </p>
      <p className={styles.small}>{shownPlace(copy.place)}</p>
      {secrets > 0 && <Brings />}
      {keys.length > 0 && <p className={styles.soft}>{say.keys(keys)}</p>}
      {policies.length > 0 && <p className={styles.soft}>{say.policies(policies)}</p>}
      <footer>
        <Button onPress={chooseCopy}>{text.back}</Button>
        {!readOnly && (
          <Button kind="primary" autoFocus isDisabled={brings === 0} onPress={() => void merge()}>
            {say.run(secrets)}
          </Button>
        )}
      </footer>
    </>
  );
}

function Brings() {
  const report = useCopies((copies) => copies.report);
  if (!report) return null;
  const { added, changed, versions, unreadable } = report;
  const { preview: say } = text;
  const facts = [
    { name: say.added, value: words.number(added.length) },
    { name: say.changed, value: words.number(changed.length) },
    { name: say.versions, value: words.number(versions) },
  ];
  const items = [
    ...unreadable.map(({ path, version }) => ({ name: path, note: say.unreadable(version) })),
    ...added.map((name) => ({ name, note: say.isAdded })),
    ...changed.map((name) => ({ name, note: say.isChanged })),
  ];
  return (
    <>
      <Facts label={say.facts} facts={facts} />
      <Names label={say.list} items={items} />
    </>
  );
}

function Done({ onClose }: { onClose: () => void }) {
  const { report, copy } = useCopies();
  if (!report || !copy) return null;
  return (
    <>
      <p role="status">
        <strong>{text.done.title(report.added.length + report.changed.length)}.</strong> {text.done.text}
      </p>
      <p className={styles.soft}>{text.done.file(nameOf(copy.place))}</p>
      <footer>
        <Button onPress={chooseCopy}>{text.back}</Button>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </>
  );
}
