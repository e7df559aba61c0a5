import { words } from './words.ts';

const isMac = () => /Mac/.test(navigator.userAgent);

/** Keys as they stand on the person's keyboard: `Mod+Shift+F` is Ctrl+Shift+F, or ⌘⇧F. '': none. */
export function shownKeys(shortcut: string): string {
  const { ctrl, shift } = words.shortcuts.keys;
  return isMac()
    ? shortcut.replace('Mod+', '⌘').replace('Shift+', '⇧')
    : shortcut.replace('Mod', ctrl).replace('Shift', shift);
}
