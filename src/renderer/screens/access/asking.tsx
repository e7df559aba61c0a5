import { X } from 'lucide-react';
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import type { GrantAnswer } from '../../../shared/client.ts';
import type { ShownRequest } from '../../../shared/contract-clients.ts';
import type { Permission, PolicySpec } from '../../../shared/policy.ts';
import { starterOf } from '../../../shared/starter.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { answerRequest, lookAt, putOff, useClients } from '../../stores/clients.ts';
import { words } from '../../words/words.ts';
import styles from './asking.module.css';
import { DraftPolicies } from './draft-policies.tsx';
import { sentenceOf, titleAndFolder } from './request-words.ts';
import { StoredPolicies } from './stored-policies.tsx';
import { useArmed } from './use-armed.ts';

const text = words.access.asking;

/** A program asks: a card that takes no focus, and what it asks for once the person looks. */
export function Asking() {
  const { requests, open, later } = useClients();
  // What was put off waits in the list of programs.
  const shown = requests.filter(({ id }) => !later.includes(id));
  const [first] = shown;
  const looked = requests.find(({ id }) => id === open);
  const from = useFocusBefore(looked === undefined);
  if (looked) return <Request key={looked.id} request={looked} />;
  return (
    <div
      className={styles.region}
      role="status"
      aria-live="polite"
      data-react-aria-top-layer
      onFocusCapture={from}
    >
      {first && (
        <div className={styles.card}>
          <p>
            <strong>{sentenceOf(first)}.</strong>
            {shown.length > 1 && <span> {text.others(shown.length - 1)}</span>}
          </p>
          <Button onPress={() => lookAt(first.id)}>{text.look}</Button>
          <IconButton label={text.later} tooltip={false} onPress={putOff}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/**
 * What had the focus before the card took it has it again when the card and its dialog are gone.
 */
function useFocusBefore(closed: boolean) {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!closed) return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body && before.current instanceof HTMLElement)
        before.current.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [closed]);
  return ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
}

function Request({ request }: { request: ShownRequest }) {
  const armed = useArmed();
  const failure = useClients((clients) => clients.failure);
  const [always, setAlways] = useState(false);
  const [details, setDetails] = useState(false);
  const [draft, setDraft] = useState<readonly PolicySpec[]>(request.draft);
  const say = (answer: GrantAnswer) => () => {
    // One that grants nothing any more was left out.
    if (armed)
      void answerRequest(
        request.id,
        answer,
        draft.filter((spec) => spec.permissions.length > 0),
      );
  };
  return (
    <Dialog
      title={sentenceOf(request)}
      role="alertdialog"
      width="wide"
      onClose={() => armed && lookAt(undefined)}
    >
      <Who request={request} />
      <Wants request={request} />
      <StoredPolicies request={request} />
      {request.wants.some(isExport) && <p>{text.exportMeans}</p>}
      {always && <DraftPolicies drafts={draft} onChange={setDraft} />}
      <Disclosure title={text.details} isOpen={details} onToggle={setDetails}>
        <Facts request={request} />
      </Disclosure>
      {failure && <FailureNote failure={failure} />}
      <footer>
        <Button autoFocus kind="primary" onPress={say('deny')}>
          {text.deny}
        </Button>
        <Button onPress={say('once')}>{text.once}</Button>
        <Button onPress={say('unlock')}>{text.unlock}</Button>
        <Button onPress={always ? say('always') : () => armed && setAlways(true)}>
          {always ? text.alwaysYes : text.always}
        </Button>
      </footer>
    </Dialog>
  );
}

function isExport({ permission }: { permission: Permission }): boolean {
  return permission === 'export';
}

/** Which program it is and who started it, in words; the system's own are under *Details*. */
function Who({ request: { name, program, chain, fresh } }: { request: ShownRequest }) {
  return (
    <div className={styles.who}>
      <p>
        {program !== '' && `${text.runs(titleAndFolder(program).title)} `}
        {text.started(starterOf(chain))}
      </p>
      {fresh && <p>{text.newName(name)}</p>}
    </div>
  );
}

/** Each secret, by its title, with the folder that it lies in. */
function Wants({ request: { wants } }: { request: ShownRequest }) {
  const { permission: names } = words.access.policies;
  if (wants.length === 0) return null;
  return (
    <ul className={styles.wants} aria-label={text.wantsList}>
      {wants.map(({ path, permission }) => {
        const { title, folder } = titleAndFolder(path);
        return (
          <li key={`${permission} ${path}`}>
            <strong>{title}</strong>
            {folder !== '' && <span className={styles.folder}> {text.inFolder(folder)}</span>}
            <span className={styles.permission}>{names[permission].name}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Facts({ request }: { request: ShownRequest }) {
  const { program, chain, uid, spiffeId, wants } = request;
  const { permission } = words.access.policies;
  const facts: [string, readonly string[]][] = [
    [text.program, [program || text.untold]],
    [text.chain, chain],
    [text.user, [String(uid)]],
    [text.id, [spiffeId]],
    [text.wantsList, wants.map((want) => `${permission[want.permission].name}: ${want.path}`)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, values]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {values.length === 0
              ? '–'
              : values.map((value, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same program may stand twice in a chain.
                  <code key={at}>{value}</code>
                ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
