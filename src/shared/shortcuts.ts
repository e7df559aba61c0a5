/**
 * What keys do in an open vault and can be given others, each with the keys it has at first. `Mod`
 * is Ctrl, and Cmd on a Mac.
 */
export const defaultShortcuts = {
  search: 'Mod+F',
  copyPassword: 'Mod+C',
  copyUser: 'Mod+B',
  copyCode: 'Mod+Shift+C',
  newSecret: 'Mod+N',
  edit: 'Mod+E',
  favourite: 'Mod+D',
  save: 'Mod+S',
  undo: 'Mod+Z',
  recovery: 'Mod+R',
  preferences: 'Mod+,',
  lock: 'Mod+L',
} as const;

export type ShortcutAction = keyof typeof defaultShortcuts;
export const shortcutActions = Object.keys(defaultShortcuts) as ShortcutAction[];

/** Keys by action, of those that were changed; '': the action has none. */
export type Shortcuts = Readonly<Partial<Record<ShortcutAction, string>>>;

/** Keys that the window, every text field or the menu needs: they are given to nothing else. */
const reserved: ReadonlySet<string> = new Set([
  ...[...'ACKQVWXYZ'].map((letter) => `Mod+${letter}`),
  ...[
    'Mod+0',
    'Mod++',
    'Mod+-',
    'Mod+=',
    'Mod+Shift+Z',
    'Mod+Shift+I',
    'F6',
    'Shift+F6',
    'F10',
    'Shift+F10',
    'F11',
  ],
]);

/** Why keys cannot be given to an action: they are no shortcut, are needed, or another has them. */
export type ShortcutRefusal = 'none' | 'reserved' | ShortcutAction;

/** A press of keys as far as it matters here. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const shape =
  /^(?:Mod\+)(?:Shift\+)?(?:[A-Z]|F(?:[1-9]|1[0-2]))$|^Mod\+[!-`{-~]$|^(?:Shift\+)?F(?:[1-9]|1[0-2])$/;

/** Keys as they are written down; `undefined`: a text that names none. */
export function parseShortcut(text: string): string | undefined {
  return shape.test(text) ? text : undefined;
}

/**
 * What is pressed, as it is written down; `undefined`: nothing that can be a shortcut. With Alt, keys
 * write characters on many keyboards.
 */
export function pressedShortcut({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string | undefined {
  if (altKey) return undefined;
  const name = key.length === 1 ? key.toUpperCase() : key;
  // A sign such as + is itself, whether it takes Shift or not.
  const shift = shiftKey && /^(?:[A-Z]|F\d+)$/.test(name);
  return parseShortcut(`${ctrlKey || metaKey ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name}`);
}

/** The keys of an action; '': none. */
export function shortcutOf(action: ShortcutAction, changed: Shortcuts): string {
  return changed[action] ?? defaultShortcuts[action];
}

/** What these keys do; `undefined`: nothing. */
export function actionOf(shortcut: string, changed: Shortcuts): ShortcutAction | undefined {
  return shortcut === ''
    ? undefined
    : shortcutActions.find((action) => shortcutOf(action, changed) === shortcut);
}

/** Why an action cannot have these keys; `undefined`: it can. */
export function refusalOf(
  action: ShortcutAction,
  shortcut: string | undefined,
  changed: Shortcuts,
): ShortcutRefusal | undefined {
  if (shortcut === undefined) return 'none';
  const other = shortcutActions.find((one) => one !== action && shortcutOf(one, changed) === shortcut);
  if (other !== undefined) return other;
  return reserved.has(shortcut) && defaultShortcuts[action] !== shortcut ? 'reserved' : undefined;
}

/** The same with other keys for one action; its own at first are no change. */
export function withShortcut(action: ShortcutAction, shortcut: string, changed: Shortcuts): Shortcuts {
  const { [action]: _, ...others } = changed;
  return shortcut === defaultShortcuts[action] ? others : { ...others, [action]: shortcut };
}

/**
 * What was read, without keys that cannot be: a later build may have given some of them to actions
 * that this one does not know.
 */
export function soundShortcuts(read: Readonly<Record<string, unknown>>): Shortcuts {
  let sound: Shortcuts = {};
  for (const action of shortcutActions) {
    const keys = read[action];
    if (typeof keys !== 'string') continue;
    const parsed = keys === '' ? '' : parseShortcut(keys);
    if (
      parsed === '' ||
      (parsed !== undefined && refusalOf(action, parsed, { ...read, ...sound } as Shortcuts) === undefined)
    )
      sound = { ...sound, [action]: parsed };
  }
  return sound;
}
