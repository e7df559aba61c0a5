import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { contract, type Preferences } from '../../shared/contract.ts';
import { parsed, type ValueOf } from '../../shared/parsed.ts';
import { storedRecent } from '../app/recents.ts';
import { plansSchema } from '../backups/plan.ts';
import { type Log, traceOf } from '../log.ts';
import { replaceFile } from '../store/file.ts';

const whole = z.int();
const placement = z.strictObject({
  x: z.optional(whole),
  y: z.optional(whole),
  width: whole,
  height: whole,
  maximized: z.boolean(),
});
// A language that this build does not have is no reason to forget the rest.
const preferences = z.extend(contract.app.preferences.output, {
  language: z._default(z.catch(contract.app.preferences.output.shape.language, 'system'), 'system'),
});
// Members that a later build has written are kept.
const file = z.looseObject({
  preferences: z.optional(preferences),
  recents: z.optional(z.array(storedRecent)),
  window: z.optional(placement),
  store: z.optional(z.strictObject({ type: z.string() })),
  backups: z.optional(plansSchema),
});

/** Where the window was when it was last closed. */
export type Placement = ValueOf<typeof placement>;
type Contents = ValueOf<typeof file>;

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  autoLockMinutes: 10,
  lockOnSleep: true,
  clipboardSeconds: 30,
  hideFromCapture: false,
  sort: 'title',
};

/** What the app remembers between two starts; nothing of a vault's contents. */
export interface Settings {
  readonly contents: Readonly<Contents>;
  /** Written at once; a disk that refuses costs the memory, not the app. */
  update(change: Partial<Contents>): void;
}

/** Reads `settings.json`. A damaged one is set aside, and the defaults stand. */
export function openSettings(folder: string, log: Log): Settings {
  const path = join(folder, 'settings.json');
  let contents = read(path, log);
  return {
    get contents() {
      return contents;
    },
    update(change) {
      contents = { ...contents, ...change };
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(path, `${JSON.stringify(contents, null, 2)}\n`);
      } catch (error) {
        log.warn('settings.not-saved', { trace: traceOf(error) });
      }
    },
  };
}

function read(path: string, log: Log): Contents {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  const contents = parsed(file, jsonOf(text));
  if (contents !== undefined) return contents;
  log.warn('settings.set-aside', {});
  setAside(path);
  return {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, path.replace(/\.json$/, '.damaged.json'));
  } catch {
    // A folder that cannot be written: the next start meets the same file.
  }
}
