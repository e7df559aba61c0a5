import { useEffect, useState } from 'react';
import type { ShownInvited, ShownPerson } from '../../../shared/contract-people.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { changePeople, isUnnamed, loadPeople, usePeople } from '../../stores/people.ts';
import { say } from '../../stores/status.ts';
import { ago, date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';
import { Confirm } from './confirm-person.tsx';
import { Invite } from './invite.tsx';
import { ItemText } from './item-text.tsx';
import { Remove } from './remove-person.tsx';
import { Rename } from './rename-person.tsx';

const text = words.people;

type Open = { kind: 'invite' | 'confirm' | 'rename' } | { kind: 'remove'; name: string };

/** The people who open the vault, those who are invited, and how others come to them. */
export function People({ readOnly }: { readOnly: boolean }) {
  const { list, failure } = usePeople();
  const [refused, setRefused] = useState<Failure>();
  const [open, setOpen] = useState<Open>();
  useEffect(() => {
    void loadPeople();
    return api.on('changed', () => void loadPeople());
  }, []);
  const withdraw = async (name: string) => {
    const why = await changePeople(api.people.withdraw({ name }));
    setRefused(why);
    if (!why) say(text.withdrawn(name));
  };
  const why = refused ?? failure;
  const isFull = list !== undefined && list.people.length >= list.most;
  const you = list?.people.find((one) => one.you);
  return (
    <div className={styles.narrow}>
      {why && <FailureNote failure={why} />}
      <div className={styles.head}>
        <p className={styles.soft}>{text.lead}</p>
        <p className={styles.soft}>{text.rights}</p>
      </div>
      {!list && !failure && <p className={styles.soft}>{words.access.loading}</p>}
      {list && !readOnly && (
        <div className={styles.buttons}>
          <Button kind="primary" isDisabled={isFull} onPress={() => setOpen({ kind: 'invite' })}>
            {text.invite}
          </Button>
          <Button isDisabled={isFull} onPress={() => setOpen({ kind: 'confirm' })}>
            {text.answer}
          </Button>
        </div>
      )}
      {list && isFull && <p className={styles.faint}>{text.full(list.most)}</p>}
      {list && (
        <ul className={styles.plainList} aria-label={text.list}>
          {list.people.map((person) => (
            <Row
              key={person.id}
              person={person}
              onRename={readOnly ? undefined : () => setOpen({ kind: 'rename' })}
              onRemove={readOnly ? undefined : () => setOpen({ kind: 'remove', name: person.name })}
            />
          ))}
        </ul>
      )}
      {list && list.invited.length > 0 && (
        <section className={styles.part} aria-labelledby="people-invited">
          <h3 id="people-invited">{text.invitedTitle}</h3>
          <ul className={styles.plainList}>
            {list.invited.map((one) => (
              <InvitedRow
                key={one.name}
                invited={one}
                onWithdraw={readOnly ? undefined : () => withdraw(one.name)}
              />
            ))}
          </ul>
        </section>
      )}
      {list && <p className={styles.faint}>{text.openedHelp}</p>}
      {open?.kind === 'invite' && <Invite onClose={() => setOpen(undefined)} />}
      {open?.kind === 'confirm' && <Confirm onClose={() => setOpen(undefined)} />}
      {open?.kind === 'remove' && <Remove name={open.name} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'rename' && (
        <Rename name={you && !isUnnamed(you.name) ? you.name : ''} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

interface RowProps {
  person: ShownPerson;
  onRename: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

function Row({ person, onRename, onRemove }: RowProps) {
  const { name, added, by, opened, device = '', keyFile, you } = person;
  const shown = shownName(name);
  const facts = [
    text.added(date(added), by === undefined ? undefined : shownName(by)),
    opened === undefined ? text.neverOpened : text.opened(ago(opened, Date.now()), device),
    ...(keyFile ? [text.keyFile] : []),
  ];
  return (
    <li className={styles.program}>
      <ItemText name={shown} own={you ? text.you : undefined} facts={facts} />
      <div className={styles.buttons}>
        {you && onRename && (
          <Button size="small" onPress={onRename}>
            {text.rename}
          </Button>
        )}
        {!you && onRemove && (
          <Button size="small" kind="quiet" onPress={onRemove} aria-label={text.removeOf(shown)}>
            {text.remove}
          </Button>
        )}
      </div>
    </li>
  );
}

function InvitedRow({
  invited: { name, invited, by },
  onWithdraw,
}: {
  invited: ShownInvited;
  onWithdraw: (() => void) | undefined;
}) {
  return (
    <li className={styles.program}>
      <ItemText name={name} facts={[text.invited(date(invited), shownName(by))]} />
      {onWithdraw && (
        <Button size="small" kind="quiet" onPress={onWithdraw} aria-label={text.withdrawOf(name)}>
          {text.withdraw}
        </Button>
      )}
    </li>
  );
}

function shownName(name: string): string {
  return isUnnamed(name) ? text.unnamed : name;
}
