import type { Bridge, Folder, Reply, Row, ShownSecret, State } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret.ts';
import { fakeAccess } from './fake-access.ts';
import { fakeBackups } from './fake-backups.ts';
import { fakeKeys } from './fake-keys.ts';
import { fakeRecovery } from './fake-recovery.ts';
import { fakeRepair } from './fake-repair.ts';
import { strange } from './strange.ts';

type Emit = (event: string, payload?: unknown) => void;

/** What the made-up vault holds of one secret: its versions, oldest first. */
interface Entry {
  tags: string[];
  versions: { fields: Field[]; created: number; deleted?: number; destroyed?: true }[];
}

const file = '/home/robin/Documents/Household.holdfast';
const recents = [
  { file, name: 'Household', opened: Date.now() - 3_600_000, missing: false },
  { file: '/media/stick/Old.holdfast', name: 'Old', opened: Date.now() - 9e9, missing: true },
];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A whole app in memory, with `n` secrets; `vault`, `set`, `condition` and `backups` are where it starts. Its passphrase is `open`. */
export function fakeBridge(
  n: number,
  vault: string,
  set = 'none',
  condition = 'whole',
  backups = 'some',
): { bridge: Bridge; emit: Emit } {
  const entries = new Map<string, Entry>();
  for (let i = 0; i < n; i++) add(entries, i);
  if (n >= 1_000) {
    for (const [path, { tags, fields }] of Object.entries(strange))
      entries.set(path, { tags, versions: [{ fields, created: Date.now() - 90_000 }] });
  }
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const emit = (event: string, payload?: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  const state: State = {
    vault: 'none',
    readOnly: condition === 'damaged' || condition === 'structure',
    notices: ['whole', 'copies', 'closed'].includes(condition) ? ['test-runtime'] : ['damaged'],
    recents: vault === 'none' ? [] : recents,
  };
  const move = (to: State['vault']): State => {
    Object.assign(state, { vault: to, file, name: 'Household' });
    const told = structuredClone(state);
    emit('state', told);
    return told;
  };
  if (vault === 'locked' || vault === 'open') move(vault);
  let preferences = {
    theme: 'system',
    language: 'system',
    autoLockMinutes: 10,
    lockOnSleep: true,
    clipboardSeconds: 30,
    hideFromCapture: false,
  };

  const find = (path: string) =>
    entries.get(path) ?? refuse({ code: 'not-found', what: 'secret', name: path });
  const calls: Record<string, Record<string, (input: never) => unknown>> = {
    app: {
      state: () => structuredClone(state),
      about: () => ({
        version: '0.1.0',
        electron: '45.4.1',
        logFile: '/home/robin/.config/holdfast/holdfast.log',
        hidesFromCapture: true,
      }),
      preferences: () => preferences,
      setPreferences: (wanted: typeof preferences) => {
        preferences = wanted;
        return preferences;
      },
      showLog: () => undefined,
      licences: () => 'Holdfast\n\nMIT License\n'.repeat(40),
      showReleases: () => undefined,
      active: () => undefined,
      marked: () => undefined,
    },
    vault: {
      chooseNew: () => file,
      chooseExisting: () => '/media/robin/Backup/Household-2026-05-01-183000-r28.holdfast',
      create: () => pause(1_500).then(() => move('open')),
      select: () => (condition === 'closed' ? refuse({ code: 'damaged', part: 'manifest' }) : move('locked')),
      forgetRecent: ({ file: gone }: { file: string }) => {
        state.recents = state.recents.filter((recent) => recent.file !== gone);
        return structuredClone(state);
      },
      unlock: async ({ passphrase }: { passphrase: string }) => {
        await pause(900);
        return passphrase === 'open' ? move('open') : refuse({ code: 'wrong-passphrase' });
      },
      cancelUnlock: () => undefined,
      lock: () => move('locked'),
      leave: () => move('none'),
      changePassphrase: () => pause(900),
      chooseKeyFile: () => ({ file: '/media/robin/Stick/Household.key', open: false }),
      makeKeyFile: () => ({ file: '/home/robin/Household.key', open: true }),
      changeKeyFile: ({ file: key }: { file?: string }) => {
        if (key === undefined) delete state.keyFile;
        else state.keyFile = { file: key, missing: false };
        return pause(900).then(() => structuredClone(state));
      },
      ...fakeKeys(entries, refuse, emit),
    },
    secrets: {
      folders: ({ parent }: { parent: string }) => foldersOf(entries, parent),
      browse: async (wanted: Wanted) => {
        await pause(5);
        return browse(entries, wanted);
      },
      view: ({ list, parents, secret }: { list: Wanted; parents: string[]; secret?: { path: string } }) => ({
        changes: 0,
        list: {
          ok: true,
          value: {
            ...browse(entries, { ...list, offset: 0, limit: entries.size }),
            ...{ unread: 0, page: 0, all: entries.size, deleted: 0 },
            folders: parents.map((parent) => foldersOf(entries, parent)),
          },
        },
        ...(secret && { secret: { ok: true, value: shown(secret.path, find(secret.path)) } }),
      }),
      get: ({ path, version }: { path: string; version?: number }) => shown(path, find(path), version),
      reveal: ({ path, version, field }: { path: string; version: number; field: string }) =>
        find(path).versions[version - 1]?.fields.find(({ name }) => name === field),
      copy: () => ({ clearsInSeconds: 30 }),
      edit: ({ path }: { path: string }) => {
        const { tags, versions } = find(path);
        return { version: versions.length, tags, fields: versions.at(-1)?.fields ?? [] };
      },
      put: ({
        path,
        fields,
        tags,
        expect,
        onTop,
      }: {
        path: string;
        fields: Field[];
        tags: string[];
        expect: number;
        onTop?: boolean;
      }) => {
        const entry = entries.get(path) ?? { tags, versions: [] };
        const found = entry.versions.length;
        if (!onTop && found !== expect) refuse({ code: 'conflict', expected: expect, found });
        entry.versions.push({ fields, created: Date.now() });
        entries.set(path, { ...entry, tags });
        return { version: found + 1 };
      },
      delete: ({ path }: { path: string }) => {
        for (const version of find(path).versions) version.deleted ??= Date.now();
        return { current: 0 };
      },
      undelete: ({ path }: { path: string }) => {
        for (const version of find(path).versions) delete version.deleted;
        return { current: find(path).versions.length };
      },
      destroy: ({ path }: { path: string }) => void entries.delete(path),
      forget: ({ path }: { path: string }) => void entries.delete(path),
      empty: () => {
        const gone = [...entries].filter(([, { versions }]) => versions.at(-1)?.deleted !== undefined);
        for (const [path] of gone) entries.delete(path);
        return { secrets: gone.length };
      },
      rollback: ({ path, version }: { path: string; version: number }) => {
        const { versions } = find(path);
        const fields = versions[version - 1]?.fields ?? [];
        return { version: versions.push({ fields, created: Date.now() }) };
      },
      move: ({ from, to }: { from: string; to: string }) => {
        entries.set(to, find(from));
        entries.delete(from);
      },
    },
    generate: {
      password: ({ length }: { length: number }) => ({
        value: 'q7Wz!mB2x#Lp9Rk$'.repeat(16).slice(0, length),
        bits: 6.5 * length,
      }),
      words: ({ words }: { words: number }) => ({
        value: 'gravel umbrella dome sixteen pelican orchid '.repeat(3).split(' ').slice(0, words).join('-'),
        bits: 12.9 * words,
      }),
    },
    drafts: { keep: () => undefined, load: () => undefined, discard: () => undefined },
    transfer: {
      chooseImport: () => ({ file: '/home/robin/old.kdbx', format: 'KDBX 4', needsPassword: true }),
      chooseKeyFile: () => undefined,
      import: async ({ dryRun }: { dryRun: boolean }) => {
        await pause(700);
        return {
          read: 214,
          created: 211,
          skipped: [{ place: 'Bank / Savings', reason: 'in the vault already' }],
          failed: [
            { place: 'Scans / Deed', reason: 'larger than a vault takes' },
            { place: 'Scans / Map', reason: 'larger than a vault takes' },
          ],
          dryRun,
        };
      },
      cancelImport: () => undefined,
    },
    recovery: fakeRecovery(set, emit, move),
    ...fakeBackups(backups, refuse, emit, move),
    ...fakeRepair(condition, emit, move),
    ...fakeAccess(refuse),
  };

  const on = (event: string, listener: (payload: unknown) => void) => {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  };
  const groups = Object.entries(calls).map(([group, methods]) => [
    group,
    Object.fromEntries(
      Object.entries(methods).map(([name, run]) => [name, (input: never) => reply(run, input)]),
    ),
  ]);
  return { bridge: { ...Object.fromEntries(groups), on } as unknown as Bridge, emit };
}

async function reply(run: (input: never) => unknown, input: never): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: structuredClone(await run(input)) };
  } catch (failure) {
    return { ok: false, failure: failure as Failure };
  }
}

function refuse(failure: Failure): never {
  throw failure;
}

interface Wanted {
  folder: string;
  query: string;
  deleted: boolean;
  offset: number;
  limit: number;
}

function browse(entries: Map<string, Entry>, { folder, query, deleted, offset, limit }: Wanted) {
  const paths = [...entries.keys()]
    .filter((path) => (folder === '' || path.startsWith(`${folder}/`)) && path.includes(query.trim()))
    .filter((path) => (entries.get(path)?.versions.at(-1)?.deleted !== undefined) === deleted)
    .sort();
  const rows = paths.slice(offset, offset + limit).map((path): Row => {
    const { versions, tags } = entries.get(path) as Entry;
    const subtitle = versions.at(-1)?.fields.find(({ type }) => type === 'text')?.value ?? '';
    const updated = versions.at(-1)?.created ?? 0;
    return { path, title: path.slice(path.lastIndexOf('/') + 1), subtitle, updated, deleted, tags };
  });
  return { total: paths.length, rows };
}

function foldersOf(entries: Map<string, Entry>, parent: string): Folder[] {
  const start = parent === '' ? '' : `${parent}/`;
  const found = new Map<string, { secrets: number; inner: Set<string> }>();
  for (const path of entries.keys()) {
    const rest = path.startsWith(start) ? path.slice(start.length).split('/') : [];
    const [name = '', next] = rest;
    if (rest.length < 2) continue;
    const folder = found.get(name) ?? { secrets: 0, inner: new Set() };
    folder.secrets++;
    if (rest.length > 2 && next !== undefined) folder.inner.add(next);
    found.set(name, folder);
  }
  return [...found].sort().map(([name, { secrets, inner }]) => ({
    path: start + name,
    name,
    secrets,
    folders: inner.size,
  }));
}

function shown(path: string, { tags, versions }: Entry, wanted?: number): ShownSecret {
  const current = versions.at(-1)?.deleted === undefined ? versions.length : 0;
  const version = wanted ?? current;
  return {
    path,
    version,
    current,
    created: versions[0]?.created ?? 0,
    updated: versions.at(-1)?.created ?? 0,
    tags,
    custom: [],
    maxVersions: 10,
    versions: versions.map(({ fields: _, ...info }, i) => ({ version: i + 1, ...info })),
    fields: (versions[version - 1]?.fields ?? []).map(({ name, type, value }) =>
      type === 'secret' || type === 'file' ? { name, type } : { name, type, value },
    ),
  };
}

const places = ['prod/db', 'prod/api', 'staging/db', 'home', 'mail', 'bank', 'travel/rail'];
const names = ['orders', 'billing', 'router', 'savings', 'wifi guest', 'newsletter', 'backup', 'calendar'];

function add(entries: Map<string, Entry>, i: number): void {
  const place = places[i % places.length] as string;
  const name = names[(i * 5) % names.length] as string;
  const fields: Field[] = [
    { name: 'user', type: 'text', value: `${name.replace(' ', '_')}_app` },
    { name: 'password', type: 'secret', value: `tV9$kq2!mZx7Lp0w${i}` },
    { name: 'url', type: 'url', value: `https://${name.replace(' ', '-')}.example.com/login` },
    ...(i % 3 === 0
      ? [
          {
            name: 'notes',
            type: 'note' as const,
            value: 'Rotated each spring.\nAsk the desk for the second key.',
          },
        ]
      : []),
  ];
  const created = Date.now() - i * 86_400_000 - 3_600_000;
  const path = `${place}/${name}${i < names.length ? '' : ` ${i}`}`;
  const versions = Array.from({ length: 1 + (i % 4) }, (_, k) => ({ fields, created: created + k * 60_000 }));
  entries.set(path, { tags: i % 2 ? [] : ['database', 'team'], versions });
}
