import { words } from './words.ts';

const isMac = () => /Mac/.test(navigator.userAgent);

/** Keys as they stand on the person's keyboard: `Mod+Shift+F` is Ctrl+Shift+F, or ⌘⇧F. '': none. */
export function shownKeys(shortcut: string): string {
  const { ctrl, shift } = words.shortcuts.keys;
  return isMac()
    ? shortcut.replace('Mod+', '⌘').replace('Shift+', '⇧')
    : shortcut.replace('Mod', ctrl).replace('Shift', shift);
}

/** Keys that work everywhere, as they stand on the person's keyboard. */
export function shownGlobalKeys(keys: string): string {
  const { ctrl, shift, space } = words.shortcuts.keys;
  const names: Readonly<Record<string, string>> = { Ctrl: ctrl, Shift: shift, Space: space };
  return keys
    .split('+')
    .map((part) => names[part] ?? part)
    .join('+');
}
