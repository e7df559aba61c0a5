import { Menu, nativeImage, Tray } from 'electron';
import type { State } from '../../shared/contract.ts';
import { trayPicture } from './tray-picture.ts';
import { words } from './words.ts';

/** What the tray tells of. */
export interface TrayState {
  /** The chosen vault; missing: none. */
  readonly name?: string | undefined;
  readonly isOpen: boolean;
  /** Programs that wait for the person. */
  readonly waiting: number;
}

export interface TrayActions {
  readonly show: () => void;
  /** The small window that searches. */
  readonly search: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

/** The icon of an app that goes on without its window: what it is doing, and the way back. */
export class TrayIcon {
  readonly #actions: TrayActions;
  #tray: Tray | undefined;
  #state: TrayState = { isOpen: false, waiting: 0 };

  constructor(actions: TrayActions) {
    this.#actions = actions;
  }

  /** Shows it, or takes it away. Where the desktop has no tray nothing is seen. */
  turn(on: boolean): void {
    if (!on) {
      this.#tray?.destroy();
      this.#tray = undefined;
    } else if (this.#tray === undefined) {
      this.#tray = made(this.#state);
      this.#tray?.on('click', this.#actions.show);
      this.#draw();
    }
  }

  /** Members that are missing stay what they were. */
  tell(change: Partial<TrayState>): void {
    this.#state = { ...this.#state, ...change };
    this.#draw();
  }

  /** After a change of language. */
  redraw(): void {
    this.#draw();
  }

  #draw(): void {
    if (this.#tray === undefined) return;
    const line = stateLine(this.#state);
    this.#tray.setImage(pictureOf(this.#state));
    this.#tray.setToolTip(line);
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayMenu(this.#state, this.#actions)));
  }
}

/** What it tells of vaults: of several those that are open. */
export function trayStateOf({ vault, name, beside = [] }: Pick<State, 'vault' | 'name' | 'beside'>) {
  const front = vault !== 'none' && name !== undefined ? [name] : [];
  const others = beside.map((one) => one.name);
  const open = vault === 'open' ? [...front, ...others] : others;
  const names = open.length > 0 ? open : front;
  return { name: names.length > 0 ? names.join(', ') : undefined, isOpen: open.length > 0 };
}

// A desktop that has none must not keep the app from going on.
function made(state: TrayState): Tray | undefined {
  try {
    return new Tray(pictureOf(state));
  } catch {
    return undefined;
  }
}

/** The menu of the icon. */
export function trayMenu(state: TrayState, { show, search, lock, quit }: TrayActions) {
  const { waiting, show: showText, search: searchText, lock: lockText, quit: quitText } = words.tray;
  return [
    { id: 'state', label: stateLine(state), enabled: false },
    ...(state.waiting > 0 ? [{ id: 'waiting', label: waiting(state.waiting), click: show }] : []),
    { type: 'separator' as const },
    { id: 'show', label: showText, click: show },
    { id: 'search', label: searchText, enabled: state.name !== undefined, click: search },
    { id: 'lock', label: lockText, enabled: state.isOpen, click: lock },
    { type: 'separator' as const },
    { id: 'quit', label: quitText, click: quit },
  ];
}

function stateLine({ name, isOpen }: TrayState): string {
  const { none, open, locked } = words.tray;
  if (name === undefined) return none;
  return isOpen ? open(name) : locked(name);
}

function pictureOf({ isOpen, waiting }: TrayState) {
  const picture = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const size = 22 * scaleFactor;
    const buffer = Buffer.from(trayPicture(size, { isOpen, waits: waiting > 0 }));
    const bitmap = nativeImage.createFromBitmap(buffer, { width: size, height: size });
    picture.addRepresentation({ scaleFactor, width: size, height: size, dataURL: bitmap.toDataURL() });
  }
  return picture;
}
