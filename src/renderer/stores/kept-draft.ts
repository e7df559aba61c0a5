import type { KeptDraft } from '../../shared/contract-drafts.ts';
import { limits } from '../../shared/secret.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { ask } from './dialog.ts';
import { pathOf, tagsOf } from './draft.ts';
import { isDirty, resume, useEditor } from './editor.ts';
import { untilLock } from './reset.ts';

/** So long after a keystroke the form is kept. */
const pause = 500;

/**
 * Keeps what is typed into the form until it is saved or left. A lock leaves it kept: it is offered
 * back. Returns what ends it.
 */
export function keepDrafts(): () => void {
  const unlocked = untilLock();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = useEditor.subscribe((now, before) => {
    if (!unlocked()) return clearTimeout(timer);
    if (now.draft === before.draft) return;
    clearTimeout(timer);
    if (now.draft === undefined) void api.drafts.discard();
    else if (isDirty()) timer = setTimeout(() => unlocked() && keep(), pause);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

function keep(): void {
  const { draft, path, expect } = useEditor.getState();
  if (draft === undefined) return;
  const fields = draft.fields.map(({ name, type, value }) => ({ name, type, value }));
  // A file of many megabytes still lies where it was taken from.
  if (fields.some(({ value }) => value.length > limits.draft)) return;
  const kept: KeptDraft = { expect, path: pathOf(draft), fields, tags: tagsOf(draft) };
  void api.drafts.keep(path === undefined ? kept : { ...kept, from: path });
}

/** Offers what was kept when the window went away. "Not now" leaves it for the next time. */
export async function offerDraft(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.drafts.load();
  if (!unlocked() || !reply.ok || reply.value === undefined) return;
  const { title, text, yes, no } = words.keptDraft;
  if (!(await ask({ title, text: text(reply.value.path), yes, no, danger: false }))) return;
  if (unlocked()) await resume(reply.value);
}
