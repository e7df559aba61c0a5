import type { Reply } from '../../shared/contract.ts';
import type { KeptDraft } from '../../shared/contract-drafts.ts';
import type { Failure } from '../../shared/failure.ts';
import type { TemplateName } from '../../shared/templates.ts';
import { titledFaults } from '../../shared/title.ts';
import { api } from '../api.ts';
import {
  blankDraft,
  type Draft,
  type DraftField,
  draftOf,
  faultsOf,
  keptFields,
  moveField,
  newKey,
  pathOf,
  sameDraft,
  tagsOf,
} from './draft.ts';
import { onReset, untilLock, vaultStore } from './reset.ts';
import { hush } from './status.ts';

interface Editor {
  /** The folder of a new secret, while its template is chosen. */
  readonly choosing: string | undefined;
  /** `undefined`: nothing is edited. */
  readonly draft: Draft | undefined;
  /** The draft as it was opened. */
  readonly opened: Draft | undefined;
  /** The secret that is edited; `undefined` for a new one. */
  readonly path: string | undefined;
  /** The version that the form was filled from; 0 for a new secret. */
  readonly expect: number;
  /** Names, types and the order of the fields are edited, too. */
  readonly arranging: boolean;
  readonly saving: boolean;
  /** True once a save was tried: only then are empty fields blamed. */
  readonly tried: boolean;
  readonly failure: Failure | undefined;
}

const closed: Editor = {
  choosing: undefined,
  draft: undefined,
  opened: undefined,
  path: undefined,
  expect: 0,
  arranging: false,
  saving: false,
  tried: false,
  failure: undefined,
};

/** The form in which a secret is written. */
export const useEditor = vaultStore<Editor>(closed);

let last = 0;
onReset(() => {
  last += 1;
});

/** Offers the templates for a new secret in `folder`. */
export function chooseTemplate(folder: string): void {
  last += 1;
  useEditor.setState({ ...closed, choosing: folder }, true);
}

/** Opens the form for a new secret in `folder`. */
export function startNew(folder: string, template: TemplateName = 'login'): void {
  last += 1;
  const draft = blankDraft(folder, template);
  useEditor.setState({ ...closed, draft, opened: draft }, true);
}

/** Opens the form with everything that the secret at `path` holds now. */
export async function startEdit(path: string): Promise<Failure | undefined> {
  const mine = ++last;
  const unlocked = untilLock();
  const reply = await api.secrets.edit({ path });
  if (!unlocked() || mine !== last) return undefined;
  if (!reply.ok) return reply.failure;
  const fields = reply.value.fields.map((field) => ({ ...field, stored: true as const }));
  const draft = draftOf(path, fields, reply.value.tags);
  useEditor.setState({ ...closed, draft, opened: draft, path, expect: reply.value.version }, true);
  return undefined;
}

/**
 * Opens the form with an edit that was kept, over the secret as it is now. A secret that is gone
 * meanwhile becomes a new one.
 */
export async function resume({ from, expect, path, fields, tags }: KeptDraft): Promise<void> {
  if (from === undefined || (await startEdit(from)) !== undefined) startNew('');
  const { path: opened, draft: now } = useEditor.getState();
  const stored = new Set(now?.fields.filter((field) => field.stored).map(({ name }) => name));
  const kept = fields.map((field) => ({
    ...field,
    ...(stored.has(field.name) && { stored: true as const }),
  }));
  useEditor.setState({
    draft: draftOf(path, kept, tags),
    expect: opened === undefined ? 0 : expect,
  });
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

/** Adds an empty field, to be named, and returns its key. */
export function addField(): number {
  const key = newKey();
  const { draft } = useEditor.getState();
  useEditor.setState({ arranging: true });
  if (draft) change({ fields: [...draft.fields, { key, name: '', type: 'text', value: '', added: true }] });
  return key;
}

export function removeField(key: number): void {
  const { draft } = useEditor.getState();
  if (draft) change({ fields: draft.fields.filter((field) => field.key !== key) });
}

/** Puts a field at another place. */
export function reorder(key: number, to: number): void {
  const { draft } = useEditor.getState();
  if (draft) change({ fields: moveField(draft.fields, key, to) });
}

/** Shows names, types and bins, or hides them again. */
export function arrange(arranging: boolean): void {
  useEditor.setState({ arranging });
}

/**
 * Where the draft was saved, where it lay before, which is missing for a new secret, and the number
 * by which that is taken back.
 */
interface SavedDraft {
  readonly path: string;
  readonly from: string | undefined;
  readonly undo: number;
}

/** Saves the draft; `undefined` when it was not. `onTop`: whatever somebody else wrote meanwhile. */
export async function save({ onTop = false } = {}): Promise<SavedDraft | undefined> {
  const { draft, opened, path, saving } = useEditor.getState();
  if (!draft || !opened || saving) return undefined;
  const to = placeOf(draft, opened, path);
  const fields = keptFields(draft);
  const faults = faultsOf(fields);
  useEditor.setState({ tried: true, failure: undefined });
  const misplaced = titledFaults(draft);
  const named = misplaced.title === undefined && misplaced.folder === undefined;
  // A name that is wrong can be seen only where names are.
  if (faults.fields.size > 0) arrange(true);
  if (!named || faults.none || faults.fields.size > 0) {
    hush();
    return undefined;
  }
  useEditor.setState({ saving: true });
  const unlocked = untilLock();
  const reply = await write(to, { fields, tags: tagsOf(draft), onTop });
  if (!unlocked()) return undefined;
  useEditor.setState({ saving: false, failure: reply.ok ? undefined : reply.failure });
  return reply.ok ? { path: to, from: path, undo: reply.value.undo } : undefined;
}

// What was not touched stays as it is, blanks at its ends included.
function placeOf(draft: Draft, opened: Draft, path: string | undefined): string {
  const moved = draft.title !== opened.title || draft.folder !== opened.folder;
  return path !== undefined && !moved ? path : pathOf(draft);
}

interface Written {
  readonly fields: readonly DraftField[];
  readonly tags: readonly string[];
  readonly onTop: boolean;
}

async function write(
  to: string,
  { fields, tags, onTop }: Written,
): Promise<Reply<{ readonly undo: number }>> {
  const { path, opened, expect } = useEditor.getState();
  const from = path === undefined || path === to ? {} : { from: path };
  if (
    from.from !== undefined &&
    opened &&
    sameDraft({ ...opened, fields, tags }, { ...opened, fields: keptFields(opened) })
  ) {
    return api.secrets.move({ from: from.from, to });
  }
  return api.secrets.put({
    path: to,
    ...from,
    fields: fields.map(({ name, type, value }) => ({ name: name.trim(), type, value })),
    tags: [...tags],
    expect,
    ...(onTop && { onTop }),
  });
}
