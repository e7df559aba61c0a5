import { expect, test, vi } from 'vitest';
import { fileAt } from '../../shared/place.ts';

const shown = vi.hoisted(() => ({ trays: [] as Record<string, unknown>[] }));
vi.mock('electron', () => ({
  Menu: { buildFromTemplate: (template: unknown) => template },
  nativeImage: {
    createEmpty: () => ({ addRepresentation: vi.fn() }),
    createFromBitmap: () => ({ toDataURL: () => 'data:' }),
  },
  Tray: class {
    state: Record<string, unknown> = {};
    constructor() {
      shown.trays.push(this.state);
    }
    on = vi.fn();
    setImage = vi.fn();
    setToolTip = (text: string) => void Object.assign(this.state, { text });
    setContextMenu = (menu: unknown) => void Object.assign(this.state, { menu });
    destroy = () => void Object.assign(this.state, { gone: true });
  },
}));
const { TrayIcon, trayStateOf } = await import('./tray.ts');
const { trayPicture } = await import('./tray-picture.ts');

type Item = { id?: string; label?: string; enabled?: boolean; click?: () => void };
const menuOf = () => (shown.trays.at(-1)?.['menu'] ?? []) as Item[];
const itemOf = (id: string) => menuOf().find((item) => item.id === id);

test('it says whether the vault is open and who waits, and leads back, locks and quits', () => {
  const actions = { show: vi.fn(), search: vi.fn(), lock: vi.fn(), quit: vi.fn() };
  const tray = new TrayIcon(actions);
  tray.tell({ name: 'work', isOpen: true });
  expect(shown.trays).toHaveLength(0);
  tray.turn(true);
  tray.turn(true);
  expect(shown.trays).toHaveLength(1);
  expect(shown.trays[0]?.['text']).toBe('work is open');
  expect(itemOf('waiting')).toBeUndefined();
  tray.tell({ waiting: 2 });
  expect(itemOf('waiting')?.label).toBe('2 programs wait for you');
  expect(itemOf('lock')?.enabled).toBe(true);
  for (const id of ['show', 'search', 'lock', 'quit'] as const) {
    itemOf(id)?.click?.();
    expect(actions[id]).toHaveBeenCalledOnce();
  }
  tray.tell({ isOpen: false, waiting: 0 });
  expect(shown.trays[0]?.['text']).toBe('work is locked');
  expect(itemOf('lock')?.enabled).toBe(false);
  tray.tell({ name: undefined });
  expect(itemOf('state')?.label).toBe('Holdfast: no vault chosen');
  expect(itemOf('search')?.enabled).toBe(false);
  tray.turn(false);
  expect(shown.trays[0]?.['gone']).toBe(true);
});

test('open, locked and waiting look different, and the corners are clear', () => {
  const picture = (isOpen: boolean, waits: boolean) => Buffer.from(trayPicture(22, { isOpen, waits }));
  const all = [picture(true, false), picture(false, false), picture(true, true), picture(false, true)];
  expect(new Set(all.map((bytes) => bytes.toString('hex'))).size).toBe(4);
  for (const bytes of all) {
    expect(bytes).toHaveLength(22 * 22 * 4);
    expect(bytes.subarray(0, 4)).toEqual(Buffer.alloc(4));
  }
});

test('of several vaults it names those that are open, and the chosen one where none is', () => {
  const beside = [{ place: fileAt('/b.holdfast'), name: 'work' }];
  expect(trayStateOf({ vault: 'none' })).toEqual({ name: undefined, isOpen: false });
  expect(trayStateOf({ vault: 'locked', name: 'home' })).toEqual({ name: 'home', isOpen: false });
  expect(trayStateOf({ vault: 'open', name: 'home' })).toEqual({ name: 'home', isOpen: true });
  expect(trayStateOf({ vault: 'open', name: 'home', beside })).toEqual({ name: 'home, work', isOpen: true });
  expect(trayStateOf({ vault: 'locked', name: 'home', beside })).toEqual({ name: 'work', isOpen: true });
});
