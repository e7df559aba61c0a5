import { type BrowserWindow, dialog } from 'electron';
import { words } from './words.ts';

/** Asks whether to end though changes lie on this machine alone. */
export async function asksToEnd(window: BrowserWindow | undefined, unsent: number): Promise<boolean> {
  const { title, text, quit, stay } = words.unsent;
  const asked = {
    type: 'warning' as const,
    message: title(unsent),
    detail: text,
    buttons: [stay, quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window ? dialog.showMessageBox(window, asked) : dialog.showMessageBox(asked));
  return response === 1;
}
