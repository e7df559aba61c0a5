import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { useEditor } from './editor.ts';
import { untilLock } from './reset.ts';
import { sayDone } from './undo.ts';
import { refresh, writes } from './view.ts';

/** Where secrets of accounts go that are read beside the one of the form: its folder. */
export function useAccountsFolder(): string {
  return useEditor((editor) => editor.draft?.folder.trim() ?? '');
}

/** Makes a secret of each account, by main's tokens, beside the one of the form. */
export function storeAccounts(tokens: readonly string[]): Promise<Failure | undefined> {
  return writes(async () => {
    const unlocked = untilLock();
    const folder = useEditor.getState().draft?.folder.trim() ?? '';
    const reply = await api.otp.store({ tokens: [...tokens], folder });
    if (!unlocked()) return undefined;
    if (!reply.ok) return reply.failure;
    const { undo, ...made } = reply.value;
    sayDone(words.otp.sources.made(made), { undo });
    await refresh();
    return undefined;
  });
}
