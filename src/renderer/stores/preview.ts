import type { Preview } from '../../shared/contract-files.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { ask, closeDialog, openDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';
import { complain, say, warn } from './status.ts';

/** A field of a version. */
interface At {
  readonly path: string;
  readonly version: number;
  readonly field: string;
}

interface Previewed {
  /** What is looked at; `undefined`: nothing. */
  readonly at: At | undefined;
  /** `undefined` while it is under way. */
  readonly preview: Preview | undefined;
}

/** What is in a file. */
export const usePreview = vaultStore<Previewed>({ at: undefined, preview: undefined });

/** Looks into a field's file, or its value. */
export async function openPreview({ path, version, field }: At): Promise<void> {
  const at = { path, version, field };
  const unlocked = untilLock();
  usePreview.setState({ at, preview: undefined });
  openDialog('preview');
  const reply = await api.files.preview(at);
  if (!unlocked() || usePreview.getState().at !== at) return;
  if (reply.ok) return usePreview.setState({ preview: reply.value });
  closePreview();
  complain(reply.failure);
}

export function closePreview(): void {
  usePreview.setState({ at: undefined, preview: undefined });
  closeDialog();
}

/** Says what becomes of the copy, and has it opened. */
export async function openCopy({ path, version, field }: At): Promise<void> {
  const unlocked = untilLock();
  const found = await api.files.risk({ path, version, field });
  if (!unlocked()) return;
  if (!found.ok) return complain(found.failure);
  const { title, text: copied, yes, no, risks } = words.files.openCopy;
  const { risk } = found.value;
  const text = risk === undefined ? copied : `${risks[risk]} ${copied}`;
  if (!(await ask({ title: title(field), text, yes, no, danger: risk !== undefined })) || !unlocked()) return;
  const reply = await api.files.open({ path, version, field });
  if (!unlocked()) return;
  if (!reply.ok) complain(reply.failure);
  else if (!reply.value.opened) warn(words.files.noProgram);
}

/** Copies the public half of the key that is looked at. */
export async function copyPublicKey(): Promise<void> {
  const { at } = usePreview.getState();
  if (at === undefined) return;
  const reply = await api.files.copyKey(at);
  if (reply.ok) say(words.files.copiedKey);
  else complain(reply.failure);
}

/** Saves it where the person wants it. */
export async function savePublicKey(): Promise<void> {
  const { at } = usePreview.getState();
  if (at === undefined) return;
  const reply = await api.files.saveKey(at);
  if (!reply.ok) complain(reply.failure);
  else if (reply.value) say(words.status.fileSaved(reply.value.file));
}
