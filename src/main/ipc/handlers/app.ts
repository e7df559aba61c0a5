import type { Handlers, Preferences } from '../../../shared/contract.ts';
import { defined } from '../../../shared/parsed.ts';
import type { LoginStart } from '../../app/autostart.ts';
import type { Session } from '../../app/session.ts';

/** What the handlers of `app` stand on. */
export interface AppDeps {
  readonly session: Session;
  readonly about: { version: string; electron: string; logFile: string; hidesFromCapture: boolean };
  readonly preferences: { get(): Preferences; set(wanted: Partial<Preferences>): void };
  /** `undefined`: it cannot be had here. */
  readonly loginStart: LoginStart | undefined;
  readonly showLog: () => void;
  readonly licences: () => Promise<string | undefined>;
  readonly showReleases: () => Promise<void>;
  readonly active: () => void;
  readonly marked: () => Promise<void>;
}

export function appHandlers({
  session,
  about,
  preferences,
  showLog,
  licences,
  showReleases,
  active,
  marked,
  loginStart,
}: AppDeps): Handlers['app'] {
  return {
    state: () => session.state(),
    about: () => about,
    preferences: () => preferences.get(),
    setPreferences: (wanted) => {
      preferences.set(defined(wanted));
      return preferences.get();
    },
    showLog: () => showLog(),
    licences: () => licences(),
    showReleases: () => showReleases(),
    active: () => active(),
    marked: () => marked(),
    loginStart: () => loginStart?.get(),
    setLoginStart: ({ on }) => {
      loginStart?.set(on);
      return loginStart?.get();
    },
  };
}
