import { Archive, ArrowDownUp, Copy, Lock, Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Row } from '../../../shared/contract.ts';
import { sorts } from '../../../shared/rows.ts';
import { isPassword } from '../../../shared/secret.ts';
import { api } from '../../api.ts';
import { Initial } from '../../components/initial.tsx';
import { Marked } from '../../components/marked.tsx';
import type { Item } from '../../components/menu.tsx';
import { type Option, Picker } from '../../components/picker.tsx';
import * as actions from '../../stores/actions.ts';
import { runBackup } from '../../stores/backups.ts';
import { useFirstSteps } from '../../stores/first-steps.ts';
import { stopPicking } from '../../stores/picking.ts';
import { untilLock } from '../../stores/reset.ts';
import { useSession } from '../../stores/session.ts';
import { useShownKeys } from '../../stores/shortcuts.ts';
import { words } from '../../words/words.ts';
import { goTo } from './focus.ts';
import { switchItems } from './switcher.tsx';
import { menuItems } from './toolbar.tsx';

const text = words.list.palette;
const mostSecrets = 8;
/** Of so many that were found, what can be copied is offered. */
const mostCopied = 3;
/** So many words before a title may say what to do with it. */
const mostVerbs = 4;

/** Secrets and actions in one box: what is typed finds both. */
export function Palette({ readOnly }: { readOnly: boolean }) {
  const [typed, setTyped] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [query, setQuery] = useState('');
  const [how, setHow] = useState<How>('typed');
  const [answered, setAnswered] = useState<string>();
  const keys = {
    lock: useShownKeys('lock'),
    add: useShownKeys('newSecret'),
    recovery: useShownKeys('recovery'),
    preferences: useShownKeys('preferences'),
  };
  /** What was pressed before what is typed was answered: it is meant for what will be found. */
  const waits = useRef<'take' | 'copy'>(undefined);
  useEffect(() => {
    let isLast = true;
    void find(typed).then((found) => {
      if (!isLast || found === undefined) return;
      setRows(found.rows);
      setQuery(found.query);
      setHow(found.how);
      setAnswered(typed);
    });
    return () => {
      isLast = false;
      waits.current = undefined;
    };
  }, [typed]);
  const state = useSession((session) => session.state);
  const steps = useFirstSteps();
  const fitting = [
    ...own(readOnly, keys),
    ...(state?.quickUnlock ? [forgetting()] : []),
    ...switchItems(state),
    ...menuItems(readOnly, keys, steps !== undefined),
  ].filter(({ label }) => says(label, typed));
  const found = headed(
    { typed: text.secrets, nearly: text.similar, recent: text.recent }[how],
    rows.map((row) => secretLine(row, query)),
  );
  const actionLines = headed(text.actions, [
    ...rows
      .slice(0, how === 'recent' ? 0 : mostCopied)
      .flatMap((row) => copies(row).filter(({ label }) => says(String(label), typed))),
    ...fitting.map(
      ({ id, label, icon, shortcut, run }): Option => ({
        ...{ id: `action-${id}`, label, icon, run },
        ...(shortcut !== undefined && shortcut !== '' && { shortcut }),
      }),
    ),
  ]);
  // An action that was typed as it is called comes before a secret that may be meant.
  const options = how === 'nearly' ? [...actionLines, ...found] : [...found, ...actionLines];
  const copy = (option: Option | undefined): boolean => {
    const row = rows.find(({ path }) => option?.id === `secret-${path}`);
    if (row === undefined) return false;
    stopPicking();
    void actions.copyOf(row.path, isPassword);
    return true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer is there.
  useEffect(() => {
    const deed = waits.current;
    const [first] = options;
    if (answered !== typed || deed === undefined || first === undefined) return;
    waits.current = undefined;
    if (deed === 'copy') return void copy(first);
    stopPicking();
    first.run();
  }, [answered, typed]);
  const press = (event: KeyboardEvent, option: Option | undefined) => {
    const copies = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && !isMarked(event);
    if (!copies && event.key !== 'Enter') return;
    if (answered !== typed) {
      event.preventDefault();
      waits.current = copies ? 'copy' : 'take';
    } else if (copies && copy(option)) event.preventDefault();
  };
  return (
    <Picker
      {...{ options, typed }}
      title={text.title}
      placeholder={text.placeholder}
      none={text.none}
      onType={setTyped}
      onKey={press}
      onClose={stopPicking}
    />
  );
}

/** As it was typed, that but for one slip, or, where nothing is typed, what was used last. */
type How = 'typed' | 'nearly' | 'recent';
interface Found {
  readonly rows: readonly Row[];
  readonly query: string;
  readonly how: How;
}
const nothing: Found = { rows: [], query: '', how: 'typed' };

/** What is found; the words before a title that say what to do are left out one by one. */
async function find(typed: string): Promise<Found | undefined> {
  const unlocked = untilLock();
  const all = typed.trim().split(/\s+/);
  if (all[0] === '') {
    const reply = await api.secrets.recent();
    return reply.ok && unlocked() ? { rows: reply.value, query: '', how: 'recent' } : undefined;
  }
  for (let from = 0; from < Math.min(all.length, mostVerbs + 1); from++) {
    const query = all.slice(from).join(' ');
    const reply = await api.secrets.browse({
      folder: '',
      query,
      deleted: false,
      offset: 0,
      limit: mostSecrets,
    });
    if (!unlocked() || !reply.ok) return undefined;
    const { rows, nearly = false } = reply.value;
    if (rows.length > 0) return { rows, query, how: nearly ? 'nearly' : 'typed' };
  }
  return nothing;
}

function secretLine(row: Row, query: string): Option {
  const folder = row.path.slice(0, -row.title.length - 1);
  return {
    id: `secret-${row.path}`,
    label: <Marked text={row.title} query={query} />,
    icon: <Initial title={row.title} template={row.template} />,
    hint: [row.subtitle, folder].filter(Boolean).join(' · '),
    run: () => void actions.show(row.path, false).then(() => goTo('detail', 'detail')),
  };
}

function copies({ path, title }: Row): Option[] {
  const icon = <Copy aria-hidden />;
  return [
    {
      ...{ id: `password-${path}`, label: text.copyPasswordOf(title), icon },
      run: () => void actions.copyOf(path, isPassword),
    },
    {
      ...{ id: `user-${path}`, label: text.copyUserOf(title), icon },
      run: () => void actions.copyOf(path, (type) => type === 'text'),
    },
  ];
}

function own(readOnly: boolean, keys: { lock: string; add: string }): Item[] {
  const writes: Item[] = [
    {
      ...{ id: 'add', label: words.actions.add, icon: <Plus aria-hidden />, shortcut: keys.add },
      run: () => void actions.addSecret(),
    },
    { id: 'backup', label: text.backUpNow, icon: <Archive aria-hidden />, run: () => void runBackup() },
  ];
  return [
    ...(readOnly ? [] : writes),
    {
      ...{ id: 'lock', label: words.actions.lock, icon: <Lock aria-hidden />, shortcut: keys.lock },
      run: () => void actions.lock(),
    },
    ...sorts.map((sort) => ({
      ...{
        id: `sort-${sort}`,
        label: text.sortBy(words.list.sortedBy[sort]),
        icon: <ArrowDownUp aria-hidden />,
      },
      run: () => void actions.sortBy(sort),
    })),
  ];
}

/** Where quick unlock is ready, a lock that it does not open again. */
function forgetting(): Item {
  const label = words.quickUnlock.forget;
  return { id: 'lock-forget', label, icon: <Lock aria-hidden />, run: () => void actions.lockAndForget() };
}

function headed(heading: string, options: Option[]): Option[] {
  return options.map((option, i) => (i === 0 ? { ...option, heading } : option));
}

/** True where every word that is typed begins a word of the label. */
function says(label: string, typed: string): boolean {
  const parts = label.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u);
  const wanted = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((word) => parts.some((part) => part.startsWith(word)));
}

// What is marked is copied as anywhere.
function isMarked({ target }: KeyboardEvent): boolean {
  if (!window.getSelection()?.isCollapsed) return true;
  return target instanceof HTMLInputElement && target.selectionStart !== target.selectionEnd;
}
