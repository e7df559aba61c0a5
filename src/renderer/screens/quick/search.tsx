import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Row } from '../../../shared/contract.ts';
import { actionOf, pressedShortcut } from '../../../shared/shortcuts.ts';
import { api } from '../../api.ts';
import { Initial } from '../../components/initial.tsx';
import { Marked } from '../../components/marked.tsx';
import { type Option, PickBox } from '../../components/picker.tsx';
import { type Deed, type Outcome, perform, search } from '../../stores/quick.ts';
import { changedShortcuts } from '../../stores/shortcuts.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { Foot } from './foot.tsx';
import { OpenAddress } from './open-address.tsx';
import styles from './quick.module.css';

const text = words.quick;

/** What is typed finds secrets; keys and clicks copy what they hold, and it is gone. */
export function Search({ vault }: { vault: string }) {
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const [asked, setAsked] = useState<{ path: string; address: string }>();
  const { rows, query } = useFound(typed);
  const [here, setHere] = useState<string>();
  const row = rows.find(({ path }) => path === here);
  const run = async (path: string, deed: Deed | 'window', mayOpen = false) => {
    if (deed === 'window') return void api.quick.showWindow({ path });
    const outcome = await perform(path, deed, mayOpen);
    if (outcome.kind === 'done') return void api.quick.close();
    setAsked(outcome.kind === 'asks' ? { path, address: outcome.address } : undefined);
    setSaid(saidOf(outcome, deed));
  };
  const isAnswered = query === typed;
  /** What was pressed before that: it is meant for what will be found. */
  const waits = useRef<Deed | 'window'>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer is there.
  useEffect(() => {
    const deed = waits.current;
    waits.current = undefined;
    const [first] = rows;
    if (isAnswered && deed !== undefined && first !== undefined) void run(first.path, deed);
  }, [isAnswered, typed]);
  const press = (event: KeyboardEvent, option: Option | undefined) => {
    setSaid('');
    const deed = deedOf(event);
    if (deed === undefined || (isAnswered && option === undefined)) return;
    event.preventDefault();
    if (!isAnswered) waits.current = deed;
    else if (option !== undefined) void run(option.id, deed);
  };
  if (asked !== undefined)
    return (
      <OpenAddress
        address={asked.address}
        onOpen={() => void run(asked.path, 'address', true)}
        onBack={() => setAsked(undefined)}
      />
    );
  return (
    <>
      <h1 className={styles.unseen}>{text.title}</h1>
      <PickBox
        title={text.title}
        placeholder={text.placeholder(vault)}
        options={rows.map((one) => lineOf(one, query, () => void run(one.path, 'password')))}
        none={rows.length === 0 && query === typed ? text.none : ''}
        typed={typed}
        onType={setTyped}
        onTake={({ run: take }) => take()}
        onHere={(option) => setHere(option?.id)}
        onKey={press}
      />
      <Foot row={row} said={said} onDeed={(deed) => row && void run(row.path, deed)} />
    </>
  );
}

/** The rows of the last search that was answered, and what it was for. */
function useFound(typed: string): { rows: readonly Row[]; query: string | undefined } {
  const [found, setFound] = useState<{ rows: readonly Row[]; query: string }>();
  const [changes, setChanges] = useState(0);
  useEffect(() => api.on('changed', ({ changes: now }) => setChanges(now)), []);
  const last = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was written is searched anew.
  useEffect(() => {
    const mine = ++last.current;
    void search(typed).then((rows) => {
      if (mine === last.current && rows !== undefined) setFound({ rows, query: typed });
    });
  }, [typed, changes]);
  return found ?? { rows: [], query: undefined };
}

function lineOf(row: Row, query: string | undefined, run: () => void): Option {
  const folder = row.path.slice(0, -row.title.length - 1);
  return {
    id: row.path,
    label: <Marked text={row.title} query={query ?? ''} />,
    icon: <Initial title={row.title} template={row.template} />,
    hint: [row.subtitle, folder].filter(Boolean).join(' · '),
    run,
  };
}

function deedOf(event: KeyboardEvent): Deed | 'window' | undefined {
  const withMod = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter') return withMod ? 'window' : 'password';
  const pressed = pressedShortcut(event);
  if (pressed === 'Mod+O') return 'address';
  const action = pressed === undefined ? undefined : actionOf(pressed, changedShortcuts());
  if (action === 'copyUser') return 'user';
  if (action === 'copyCode') return 'code';
  return action === 'copyPassword' && !hasMarked(event) ? 'password' : undefined;
}

// What is marked in the box is copied as anywhere.
function hasMarked({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement && target.selectionStart !== target.selectionEnd;
}

function saidOf(outcome: Outcome, deed: Deed): string {
  if (outcome.kind === 'lacks') return text.lacks[deed];
  if (outcome.kind !== 'failed') return '';
  return failureSentences(outcome.failure);
}
