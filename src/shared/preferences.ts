import * as z from 'zod/mini';
import { parseGlobalKeys } from './global-keys.ts';
import { parsed, type ValueOf } from './parsed.ts';
import { facetGroups, sorts } from './rows.ts';
import { parseShortcut, type ShortcutAction, shortcutActions, soundShortcuts } from './shortcuts.ts';
import { languageNames } from './words/languages.ts';

/** Between words of a passphrase. */
export const separators = ['-', ' ', '.', '_', ','] as const;

/** What the generator begins with. */
const generator = z.strictObject({
  kind: z.enum(['characters', 'words']),
  length: z.int().check(z.minimum(8), z.maximum(64)),
  lower: z.boolean(),
  upper: z.boolean(),
  digits: z.boolean(),
  symbols: z.boolean(),
  /** Without characters that are easily misread. */
  unambiguous: z.boolean(),
  words: z.int().check(z.minimum(3), z.maximum(12)),
  separator: z.enum(separators),
  capitalize: z.boolean(),
  /** One digit after one of the words. */
  number: z.boolean(),
  /** Whose words. */
  language: z.enum(languageNames),
});

const keys = z.string().check(z.refine((text) => text === '' || parseShortcut(text) !== undefined));
const shortcuts = z.strictObject(
  Object.fromEntries(shortcutActions.map((action) => [action, z.optional(keys)])) as Record<
    ShortcutAction,
    z.ZodMiniOptional<typeof keys>
  >,
);

/** Keys that work everywhere; '': none. */
export const globalKeysText = z
  .string()
  .check(z.refine((text) => text === '' || parseGlobalKeys(text) !== undefined));

/** Percent. */
export const zooms = [75, 90, 100, 110, 125, 150, 175, 200] as const;

/** What a person prefers: the one list that the settings, main and the window go by. */
export const preferences = z.strictObject({
  language: z.enum(['system', ...languageNames]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Percent. */
  zoom: z.int().check(z.minimum(50), z.maximum(300)),
  /** What closing the window does: the first time it asks. */
  onClose: z.enum(['ask', 'stay', 'quit']),
  /** Minutes without input before the vault locks; 0: never. */
  autoLockMinutes: z.int().check(z.minimum(0), z.maximum(24 * 60)),
  lockOnSleep: z.boolean(),
  lockOnMinimize: z.boolean(),
  /** Seconds until a copied value is taken off the clipboard again; 0: never. */
  clipboardSeconds: z.int().check(z.minimum(0), z.maximum(600)),
  /** The window shows as black in screenshots and shared screens, where the system has that. */
  hideFromCapture: z.boolean(),
  /** Addresses of secrets are opened in the browser without being asked for. */
  opensAddresses: z.boolean(),
  /** Which groups beside the folders are open. */
  openGroups: z.array(z.enum(facetGroups)),
  /** How the list is ordered where nothing is searched for. */
  sort: z.enum(sorts),
  /** What is to be done in a new vault stays in reach until it is done. */
  firstSteps: z.boolean(),
  generator,
  /** Of those that were changed. */
  shortcuts,
  /** What shows the small window from anywhere. */
  quickKeys: globalKeysText,
});

export type Preferences = ValueOf<typeof preferences>;
export type GeneratorPreferences = Preferences['generator'];

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  zoom: 100,
  onClose: 'ask',
  autoLockMinutes: 10,
  lockOnSleep: true,
  lockOnMinimize: false,
  clipboardSeconds: 30,
  hideFromCapture: false,
  opensAddresses: false,
  openGroups: [],
  sort: 'title',
  firstSteps: true,
  generator: {
    kind: 'characters',
    length: 20,
    lower: true,
    upper: true,
    digits: true,
    symbols: true,
    unambiguous: false,
    words: 6,
    separator: '-',
    capitalize: false,
    number: false,
    language: 'en',
  },
  shortcuts: {},
  quickKeys: '',
};

/** What was read, and whether some of it could not be: that has its first value again. */
export interface ReadPreferences {
  readonly values: Preferences;
  readonly whole: boolean;
}

/**
 * Preferences as some build wrote them, member by member: what one member lost, or what this build
 * does not know, costs no other.
 */
export function readPreferences(stored: unknown): ReadPreferences {
  const record = recordOf(stored);
  if (record === undefined) return { values: defaultPreferences, whole: stored === undefined };
  const { generator: made, shortcuts: given, ...plain } = record;
  const top = readMembers(preferences, defaultPreferences, plain);
  const inner = readMembers(generator, defaultPreferences.generator, recordOf(made) ?? {});
  const keys = soundShortcuts(recordOf(given) ?? {});
  const { lower, upper, digits, symbols } = inner.values;
  // A password is made of something.
  const groups = lower || upper || digits || symbols ? {} : { lower: true, upper: true };
  return {
    values: { ...top.values, generator: { ...inner.values, ...groups }, shortcuts: keys },
    whole:
      top.whole &&
      inner.whole &&
      isRecordOrNothing(made) &&
      isRecordOrNothing(given) &&
      Object.keys(recordOf(given) ?? {}).length === Object.keys(keys).length,
  };
}

function readMembers<T extends object>(
  schema: { readonly shape: Readonly<Record<string, z.ZodMiniType>> },
  defaults: T,
  stored: Readonly<Record<string, unknown>>,
): { values: T; whole: boolean } {
  let whole = true;
  const read = Object.entries(defaults).map(([name, first]) => {
    const member = schema.shape[name];
    if (member === undefined || stored[name] === undefined) return [name, first];
    const value = parsed(member, stored[name]);
    if (value === undefined) whole = false;
    return [name, value ?? first];
  });
  return { values: Object.fromEntries(read) as T, whole };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : undefined;
}

function isRecordOrNothing(value: unknown): boolean {
  return value === undefined || recordOf(value) !== undefined;
}
