import type { KeptDraft } from '../../shared/contract-drafts.ts';
import type { Failure } from '../../shared/failure.ts';
import { pathFault } from '../../shared/path.ts';
import { api } from '../api.ts';
import { blankDraft, type Draft, type DraftField, faultsOf, keptFields, sameDraft, tagsOf } from './draft.ts';
import { onReset, untilLock, vaultStore } from './reset.ts';
import { hush } from './status.ts';

interface Editor {
  /** `undefined`: nothing is edited. */
  readonly draft: Draft | undefined;
  /** The draft as it was opened. */
  readonly opened: Draft | undefined;
  /** The secret that is edited; `undefined` for a new one. */
  readonly path: string | undefined;
  /** The version that the form was filled from; 0 for a new secret. */
  readonly expect: number;
  readonly saving: boolean;
  /** True once a save was tried: only then are empty fields blamed. */
  readonly tried: boolean;
  readonly failure: Failure | undefined;
}

const closed: Editor = {
  draft: undefined,
  opened: undefined,
  path: undefined,
  expect: 0,
  saving: false,
  tried: false,
  failure: undefined,
};

/** The form in which a secret is written. */
export const useEditor = vaultStore<Editor>(closed);

let nextKey = 100;
let last = 0;
onReset(() => {
  last += 1;
});

/** Opens the form for a new secret in `folder`. */
export function startNew(folder: string): void {
  last += 1;
  const draft = blankDraft(folder);
  useEditor.setState({ ...closed, draft, opened: draft }, true);
}

/** Opens the form with everything that the secret at `path` holds now. */
export async function startEdit(path: string): Promise<Failure | undefined> {
  const mine = ++last;
  const unlocked = untilLock();
  const reply = await api.secrets.edit({ path });
  if (!unlocked() || mine !== last) return undefined;
  if (!reply.ok) return reply.failure;
  const fields = reply.value.fields.map((field) => ({ key: nextKey++, ...field }));
  const draft = { path, fields, tags: reply.value.tags };
  useEditor.setState({ ...closed, draft, opened: draft, path, expect: reply.value.version }, true);
  return undefined;
}

/**
 * Opens the form with an edit that was kept, over the secret as it is now. A secret that is gone
 * meanwhile becomes a new one.
 */
export async function resume({ from, expect, path, fields, tags }: KeptDraft): Promise<void> {
  if (from === undefined || (await startEdit(from)) !== undefined) startNew('');
  const draft = { path, tags, fields: fields.map((field) => ({ key: nextKey++, ...field })) };
  const { path: opened } = useEditor.getState();
  useEditor.setState({ draft, expect: opened === undefined ? 0 : expect });
}

export function stopEditing(): void {
  last += 1;
  useEditor.setState(closed, true);
}

/** True when leaving the form would lose something. */
export function isDirty(): boolean {
  const { draft, opened } = useEditor.getState();
  return draft !== undefined && opened !== undefined && !sameDraft(draft, opened);
}

export function change(part: Partial<Draft>): void {
  const { draft } = useEditor.getState();
  if (draft) useEditor.setState({ draft: { ...draft, ...part } });
}

export function changeField(key: number, part: Partial<DraftField>): void {
  const { draft } = useEditor.getState();
  if (draft)
    change({ fields: draft.fields.map((field) => (field.key === key ? { ...field, ...part } : field)) });
}

/** Adds an empty field and returns its key. */
export function addField(): number {
  const key = nextKey++;
  const { draft } = useEditor.getState();
  if (draft) change({ fields: [...draft.fields, { key, name: '', type: 'text', value: '', added: true }] });
  return key;
}

export function removeField(key: number): void {
  const { draft } = useEditor.getState();
  if (draft) change({ fields: draft.fields.filter((field) => field.key !== key) });
}

/**
 * Saves the draft; returns the path it lies at, or `undefined` when it was not saved. `onTop`:
 * whatever somebody else wrote meanwhile.
 */
export async function save({ onTop = false } = {}): Promise<string | undefined> {
  const { draft, opened, path, saving } = useEditor.getState();
  if (!draft || !opened || saving) return undefined;
  const to = draft.path.trim().normalize('NFC');
  const fields = keptFields(
    draft,
    new Set(path === undefined ? [] : opened.fields.map((field) => field.name)),
  );
  const faults = faultsOf(fields);
  useEditor.setState({ tried: true, failure: undefined });
  if (pathFault(to) !== undefined || faults.none || faults.fields.size > 0) {
    hush();
    return undefined;
  }
  useEditor.setState({ saving: true });
  const unlocked = untilLock();
  const failure = await write(to, { fields, tags: tagsOf(draft), onTop });
  if (!unlocked()) return undefined;
  useEditor.setState({ saving: false, failure });
  return failure ? undefined : to;
}

interface Written {
  readonly fields: readonly DraftField[];
  readonly tags: readonly string[];
  readonly onTop: boolean;
}

async function write(to: string, { fields, tags, onTop }: Written) {
  const { path, opened, expect } = useEditor.getState();
  const from = path === undefined || path === to ? {} : { from: path };
  if (from.from !== undefined && opened && sameDraft({ path: to, fields, tags }, { ...opened, path: to })) {
    const moved = await api.secrets.move({ from: from.from, to });
    return moved.ok ? undefined : moved.failure;
  }
  const reply = await api.secrets.put({
    path: to,
    ...from,
    fields: fields.map(({ name, type, value }) => ({ name: name.trim(), type, value })),
    tags: [...tags],
    expect,
    ...(onTop && { onTop }),
  });
  return reply.ok ? undefined : reply.failure;
}
