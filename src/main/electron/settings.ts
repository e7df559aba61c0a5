import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPreferences, type Preferences } from '../../shared/preferences.ts';
import { type Log, traceOf } from '../log.ts';
import { replaceFile } from '../store/file.ts';
import { type Contents, keepAside, otherPreferences, readSettings } from './settings-file.ts';

export type { Placement } from './settings-file.ts';

/** What the app remembers between two starts; nothing of a vault's contents. */
export interface Settings {
  readonly contents: Contents;
  /** What the person prefers, or what this build begins with. */
  readonly preferences: Preferences;
  /** Written at once; a disk that refuses costs the memory, not the app. */
  update(change: Contents): void;
}

/**
 * Reads `settings.json`, member by member and entry by entry: what cannot be read costs nothing
 * beside it, and then the file as it was is kept under another name. What a later build wrote
 * stays.
 */
export function openSettings(folder: string, log: Log): Settings {
  const path = join(folder, 'settings.json');
  const text = textOf(path);
  const read = text === undefined ? undefined : readSettings(text);
  if (text !== undefined && read?.whole !== true) setAside(path, text, read !== undefined, log);
  const others = read?.others ?? {};
  const laterPreferences = text === undefined ? {} : otherPreferences(text);
  let contents = read?.contents ?? {};
  return {
    get contents() {
      return contents;
    },
    get preferences() {
      return contents.preferences ?? defaultPreferences;
    },
    update(change) {
      contents = { ...contents, ...change };
      const { preferences } = contents;
      const written = {
        ...others,
        ...contents,
        ...(preferences && { preferences: { ...laterPreferences, ...preferences } }),
      };
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(path, `${JSON.stringify(written, null, 2)}\n`);
      } catch (error) {
        log.warn('settings.not-saved', { trace: traceOf(error) });
      }
    },
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function setAside(path: string, text: string, someIsRead: boolean, log: Log): void {
  log.warn('settings.set-aside', {});
  try {
    keepAside(path, text);
    if (!someIsRead) rmSync(path);
  } catch {
    // A folder that cannot be written: the next start meets the same file.
  }
}
