import { useEffect, useState } from 'react';
import type { ShownSecurityKey } from '../../../shared/contract-security-keys.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { loadSecurityKeys, useSecurityKeys } from '../../stores/security-keys.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import access from '../access/access.module.css';
import styles from '../dialogs.module.css';
import { AddKey } from './add-key.tsx';
import { RemoveKey } from './remove-key.tsx';
import { RenameKey } from './rename-key.tsx';

const text = words.securityKeys;

interface Props {
  onClose: () => void;
  readOnly: boolean;
}

/** The security keys that open the vault, and one more. */
export function SecurityKeys({ onClose, readOnly }: Props) {
  const { list, failure } = useSecurityKeys();
  const [working, setWorking] = useState(false);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ kind: 'rename' | 'remove'; of: ShownSecurityKey }>();
  useEffect(() => {
    void loadSecurityKeys();
    // The first of two keys waits no longer than somebody looks.
    return () => void api.securityKeys.forget();
  }, []);
  const may = !readOnly && !working;
  // Who has a key looks at the list mostly.
  const asks = adding || list?.keys.length === 0;
  const isFull = list !== undefined && list.keys.length >= list.most;
  const takes = list !== undefined && !isFull && !readOnly;
  return (
    <Dialog title={text.title} onClose={onClose} closable={!working}>
      <div className={styles.form}>
        {failure && <FailureNote failure={failure} />}
        <p className={styles.soft}>{text.lead}</p>
        {list && list.keys.length > 0 && (
          <ul className={access.plainList} aria-label={text.list}>
            {list.keys.map((key) => (
              <Row
                key={key.id}
                shown={key}
                onRename={may ? () => setOpen({ kind: 'rename', of: key }) : undefined}
                onRemove={may ? () => setOpen({ kind: 'remove', of: key }) : undefined}
              />
            ))}
          </ul>
        )}
        {list?.keys.length === 0 && list.waiting === undefined && <p>{text.none}</p>}
        {list && isFull && <p className={styles.small}>{text.full(list.most)}</p>}
        {takes && asks && (
          <AddKey {...{ list, working, onClose }} onWorking={setWorking} onDone={() => setAdding(false)} />
        )}
        {takes && !asks && (
          <footer>
            <Button onPress={() => setAdding(true)}>{text.another}</Button>
            <Button kind="primary" autoFocus onPress={onClose}>
              {words.actions.done}
            </Button>
          </footer>
        )}
      </div>
      {open?.kind === 'rename' && <RenameKey of={open.of} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'remove' && <RemoveKey of={open.of} onClose={() => setOpen(undefined)} />}
    </Dialog>
  );
}

interface RowProps {
  shown: ShownSecurityKey;
  onRename: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

function Row({ shown: { name, added, verified, person }, onRename, onRemove }: RowProps) {
  const facts = [
    text.added(date(added)),
    ...(person === undefined ? [] : [text.of(person)]),
    verified ? text.verified.yes : text.verified.no,
  ];
  return (
    <li className={access.program}>
      <div className={access.part}>
        <span className={access.itemName}>{name}</span>
        <span className={access.faint}>{facts.join(' · ')}</span>
      </div>
      <div className={access.buttons}>
        {onRename && (
          <Button size="small" onPress={onRename} aria-label={text.renameOf(name)}>
            {text.rename}
          </Button>
        )}
        {onRemove && (
          <Button size="small" kind="quiet" onPress={onRemove} aria-label={text.removeOf(name)}>
            {text.remove}
          </Button>
        )}
      </div>
    </li>
  );
}
