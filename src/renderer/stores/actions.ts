import { webAddress } from '../../shared/address.ts';
import type { Reply } from '../../shared/contract.ts';
import { titleOf } from '../../shared/path.ts';
import { isSamePlace, type Place } from '../../shared/place.ts';
import type { Sort } from '../../shared/rows.ts';
import type { FieldType } from '../../shared/secret.ts';
import { api } from '../api.ts';
import { labelWithin } from '../words/fields.ts';
import { words } from '../words/words.ts';
import { chooseNone } from './chosen.ts';
import { noteTaken } from './codes.ts';
import * as detail from './detail.ts';
import { ask, askBesides } from './dialog.ts';
import { pathOf } from './draft.ts';
import * as editor from './editor.ts';
import { useFolders } from './folders.ts';
import * as listing from './listing.ts';
import { showPane } from './panes.ts';
import { untilLock } from './reset.ts';
import * as session from './session.ts';
import { complain, say } from './status.ts';
import { sayDone } from './undo.ts';
import { noteChanges, refresh, writes } from './view.ts';

// What a person does in the open vault: each brings every store that it touches up to date.

/** Asks when the form holds something unsaved; true when it may be left. */
export async function mayLeaveEditor(yes: string = words.editor.discard): Promise<boolean> {
  if (!editor.isDirty()) return true;
  const { discardTitle, discardText, keepEditing } = words.editor;
  return ask({ title: discardTitle, text: discardText, yes, no: keepEditing, danger: true });
}

/** Looks at a secret, at one of its versions when that is given. */
export async function open(path: string, version?: number): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  editor.stopEditing();
  await detail.open(path, version);
}

/** Goes to a secret from elsewhere: in the list that it stands in, and opened. */
export async function show(path: string, deleted: boolean): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  editor.stopEditing();
  await listing.goTo({ folder: '', deleted });
  detail.turnTo(path);
  await refresh(path);
  showPane('detail');
}

const settleMs = 60;

/**
 * Looks at what the cursor came to: held arrow keys run over many rows, and only the last is
 * fetched. Returns what calls it off.
 */
export function comeToRest(path: string): () => void {
  const timer = setTimeout(() => {
    // A press opens its row at once. To open it again would cover what was revealed of it
    // meanwhile.
    if (path !== detail.useDetail.getState().path) void open(path);
  }, settleMs);
  return () => clearTimeout(timer);
}

/** Closes what is looked at or edited. */
export async function close(): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  const editing = editor.useEditor.getState();
  editor.stopEditing();
  const form = editing.draft !== undefined || editing.choosing !== undefined;
  if (!form || detail.useDetail.getState().path === undefined) lookAtNothing();
}

// A narrow window has nothing to show beside the list then.
function lookAtNothing(): void {
  detail.close();
  showPane('list');
}

/** Looks at nothing, where the first steps stand; false when what is edited is not left. */
export async function showSteps(): Promise<boolean> {
  if (!(await mayLeaveEditor())) return false;
  editor.stopEditing();
  chooseNone();
  const { folder, query, deleted } = listing.useListing.getState();
  detail.close();
  if (deleted || query !== '') await listing.goTo({ folder: deleted ? '' : folder, deleted: false });
  return true;
}

export async function goTo(place: listing.Place): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  editor.stopEditing();
  detail.close();
  await listing.goTo(place);
}

/** Orders the list, now and from now on. */
export async function sortBy(sort: Sort): Promise<void> {
  const { preferences } = session.useSession.getState();
  if (preferences === undefined || preferences.sort === sort) return;
  const failure = await session.savePreferences({ ...preferences, sort });
  if (failure) return complain(failure);
  await listing.listAnew();
}

export async function addSecret(): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  const { folder, deleted } = listing.useListing.getState();
  // The form takes the focus as it appears: in a narrow window its pane must be there first.
  showPane('detail');
  editor.chooseTemplate(deleted ? '' : folder);
}

export async function editSecret(path: string): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  showPane('detail');
  complain(await editor.startEdit(path));
}

/** Saves the form and shows what was saved; false when it was not. */
export function saveSecret(onTop = false): Promise<boolean> {
  return writes(async () => {
    const unlocked = untilLock();
    const saved = await editor.save({ onTop });
    if (saved === undefined || !unlocked()) return false;
    const { path, from, undo } = saved;
    editor.stopEditing();
    if (from === undefined) sayDone(words.status.saved, { undo, back: goneFrom(path) });
    else sayDone(words.status.edited(titleOf(path)), { undo, back: (now) => (now === path ? from : now) });
    detail.turnTo(path);
    await refresh(path);
    return true;
  });
}

// Of a new secret nothing is left to look at once it is taken back.
function goneFrom(gone: string) {
  return (path: string) => (path === gone ? undefined : path);
}

/** Fills the form anew with what lies in the vault now. */
export async function reloadEditor(): Promise<void> {
  const { path, draft } = editor.useEditor.getState();
  const from = path ?? (draft && pathOf(draft));
  if (from !== undefined) complain(await editor.startEdit(from));
}

export async function copy(field: string): Promise<void> {
  const { secret } = detail.useDetail.getState();
  if (!secret) return;
  const unlocked = untilLock();
  const reply = await api.secrets.copy({ path: secret.path, version: secret.version, field });
  if (!unlocked()) return;
  if (reply.ok) {
    const { clearsInSeconds, code } = reply.value;
    if (code?.kind === 'hotp') noteTaken(secret.path, code);
    say(words.status.copied(labelWithin(field), clearsInSeconds));
  } else complain(reply.failure);
}

/** Copies the first field of a secret that is of a type: opened first, where another one is. */
export async function copyOf(path: string, wanted: (type: FieldType) => boolean): Promise<void> {
  if (detail.useDetail.getState().secret?.path !== path) await open(path);
  const { secret } = detail.useDetail.getState();
  const field = secret?.path === path ? secret.fields.find(({ type }) => wanted(type))?.name : undefined;
  if (field !== undefined) await copy(field);
}

/** Opens a field's address in the browser; the first time the person is asked. */
export async function openAddress(field: string): Promise<void> {
  const { secret } = detail.useDetail.getState();
  const value = secret?.fields.find(({ name }) => name === field)?.value;
  const address = value === undefined ? undefined : webAddress(value);
  if (!secret || address === undefined || !(await mayOpen(address))) return;
  const reply = await api.secrets.openAddress({ path: secret.path, version: secret.version, field });
  if (!reply.ok) complain(reply.failure);
}

async function mayOpen(address: string): Promise<boolean> {
  const { preferences } = session.useSession.getState();
  if (preferences?.opensAddresses) return true;
  const { title, text, yes, tick } = words.list.openAddress;
  const question = { title: title(new URL(address).host), text: text(address), yes, tick };
  const answer = await askBesides({ ...question, no: words.actions.cancel, danger: false });
  if (answer.yes && answer.ticked) complain(await session.savePreferences({ opensAddresses: true }));
  return answer.yes;
}

export async function reveal(field: string): Promise<void> {
  complain(await detail.toggleReveal(field));
}

/**
 * Deletes a secret; it can be brought back. `gone` runs before the list is read anew: what had the
 * focus is about to go.
 */
export async function remove(path: string, gone?: () => void): Promise<void> {
  await write(api.secrets.delete({ path }), ({ undo }) => {
    lookAtNothing();
    gone?.();
    const title = titleOf(path);
    sayDone(words.status.deleted(title), { undo, told: words.status.undeleted(title) });
  });
}

/** Without versions what the last delete took. */
export async function undelete(path: string, versions?: number[]): Promise<void> {
  const title = titleOf(path);
  await write(api.secrets.undelete({ path, ...(versions && { versions }) }), ({ current }) =>
    say(current === 0 ? words.status.undeletedInPart : words.status.undeleted(title)),
  );
}

export async function removeVersion(path: string, version: number): Promise<void> {
  const { versionDeleted, newestDeleted } = words.status;
  await write(api.secrets.delete({ path, versions: [version] }), ({ current, undo }) =>
    sayDone(current === 0 ? newestDeleted(version) : versionDeleted(version), { undo }),
  );
}

/** Destroys versions for good, after asking. */
export async function destroy(path: string, versions: number[]): Promise<void> {
  const { title, text, yes, no } = words.destroyVersion(versions[0] ?? 0);
  if (!(await ask({ title, text, yes, no, danger: true }))) return;
  await write(api.secrets.destroy({ path, versions }), () => say(words.status.destroyed));
}

/** Destroys a secret with all that is known of it, after asking; `gone` as in `remove`. */
export async function forget(path: string, gone?: () => void): Promise<void> {
  if (!(await ask({ ...words.destroySecret, danger: true }))) return;
  await write(api.secrets.forget({ path }), () => {
    lookAtNothing();
    gone?.();
    say(words.status.destroyed);
  });
}

/** The same for everything that counts as deleted. */
export async function emptyDeleted(): Promise<void> {
  const { deleted = 0 } = useFolders.getState();
  const { title, text, yes, no } = words.emptyDeleted;
  if (!(await ask({ title: title(deleted), text, yes, no, danger: true }))) return;
  await write(api.secrets.empty(), ({ secrets }) => {
    lookAtNothing();
    say(words.status.emptied(secrets));
  });
}

/** Makes an older version the newest. */
export async function rollback(path: string, version: number): Promise<void> {
  await write(api.secrets.rollback({ path, version }), ({ undo }) => {
    sayDone(words.status.restored(version), { undo });
    detail.turnTo(path);
  });
}

/** Locks; asks first when something is unsaved. */
export async function lock(): Promise<void> {
  if (!(await mayLeaveEditor(words.editor.discardAndLock))) return;
  editor.stopEditing();
  await session.lock();
}

/** A lock that quick unlock does not open again. */
export async function lockAndForget(): Promise<void> {
  if (!(await mayLeaveEditor(words.editor.discardAndLock))) return;
  editor.stopEditing();
  await session.lockAndForget();
}

/** Puts another vault in front; this one stays open. */
export async function switchTo(place: Place): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  editor.stopEditing();
  complain(await session.switchTo(place));
}

/** Goes to the choice of a vault; this one stays open. */
export async function openAnother(): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  editor.stopEditing();
  complain(await session.chooseAnother());
}

/** Locks this vault; the others stay open. */
export async function lockAlone(): Promise<void> {
  if (!(await mayLeaveEditor(words.editor.discardAndLock))) return;
  editor.stopEditing();
  await session.lockAlone();
}

export async function leave(): Promise<void> {
  if (!(await mayLeaveEditor())) return;
  editor.stopEditing();
  await session.leave();
}

/** Another vault was asked for from outside: it is opened only when the person says so. */
export async function considerOther({ place, name }: { place: Place; name: string }): Promise<void> {
  const { name: here = '', beside = [] } = session.useSession.getState().state ?? {};
  if (beside.some((one) => isSamePlace(one.place, place))) return switchTo(place);
  const { title, text, unsaved, yes, no } = words.offered;
  const told = editor.isDirty() ? `${text(here)} ${unsaved}` : text(here);
  if (!(await ask({ title: title(name), text: told, yes, no: no(here), danger: false }))) return;
  complain(await session.select(place));
}

/** Says what came of a write, and shows the screen anew either way. */
export function write<T>(call: Promise<Reply<T>>, done: (value: T) => void): Promise<void> {
  return writes(async () => {
    const unlocked = untilLock();
    const reply = await call;
    if (!unlocked()) return;
    if (reply.ok) done(reply.value);
    else complain(reply.failure);
    await refresh();
  });
}

/** Listens to what main tells of the open vault. Returns what ends it. */
export function follow(): () => void {
  const ends = [
    api.on('changed', ({ changes }) => noteChanges(changes)),
    api.on('offered', (other) => void considerOther(other)),
    api.on('clipboardCleared', () => say(words.status.clipboardCleared)),
  ];
  return () => {
    for (const end of ends) end();
  };
}
