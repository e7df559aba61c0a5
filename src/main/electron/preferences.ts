import { type BrowserWindow, nativeTheme } from 'electron';
import { type Preferences, zooms } from '../../shared/preferences.ts';
import { hideFromCapture } from './capture.ts';
import type { Settings } from './settings.ts';

/** What preferences are applied to. */
export interface PreferencesDeps {
  readonly settings: Settings;
  readonly window: () => BrowserWindow | undefined;
  readonly platform: () => NodeJS.Platform;
  /** Hears of every change, once it counts. */
  readonly changed: (preferences: Preferences, before: Preferences) => void;
}

/** What the person prefers; a change counts at once. */
export class AppliedPreferences {
  readonly #deps: PreferencesDeps;

  constructor(deps: PreferencesDeps) {
    this.#deps = deps;
  }

  get(): Preferences {
    return this.#deps.settings.preferences;
  }

  /** Takes these members; the others stay. */
  set(wanted: Partial<Preferences>): void {
    const { settings, window, changed } = this.#deps;
    const before = settings.preferences;
    settings.update({ preferences: { ...before, ...wanted } });
    nativeTheme.themeSource = settings.preferences.theme;
    this.apply(window());
    changed(settings.preferences, before);
  }

  /** The next larger (1) or smaller (-1) size of the window's contents, or the usual one (0). */
  zoom(way: 1 | -1 | 0): void {
    this.set({ zoom: nextZoom(this.get().zoom, way) });
  }

  /** To a window, and to each page that it shows anew. */
  apply(window: BrowserWindow | undefined): void {
    if (window === undefined || window.isDestroyed()) return;
    const { hideFromCapture: hides, zoom } = this.get();
    hideFromCapture(window, hides, this.#deps.platform());
    window.webContents.setZoomFactor(zoom / 100);
  }
}

export function nextZoom(zoom: number, way: 1 | -1 | 0): number {
  if (way === 0) return 100;
  const further = way === 1 ? zooms.find((one) => one > zoom) : zooms.findLast((one) => one < zoom);
  return further ?? zoom;
}
