import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noLog } from '../log.ts';
import { Crashes } from './crash.ts';

const electron = vi.hoisted(() => ({
  app: { exit: vi.fn(), quit: vi.fn(), relaunch: vi.fn() },
  dialog: { showErrorBox: vi.fn() },
}));
vi.mock('electron', () => electron);

type Listener = (...args: unknown[]) => void;
const heard = new Map<string, Listener>();
const on = (event: string, listener: Listener) => heard.set(event, listener);
const show = vi.fn();
const loadURL = vi.fn<(address: string) => Promise<void>>();
const lock = vi.fn();

beforeEach(() => {
  vi.spyOn(process, 'on').mockReturnValue(process);
  const contents = {
    on,
    loadURL,
    isDestroyed: () => false,
    isLoading: () => false,
    getURL: () => 'holdfast://app/',
  };
  const window = { webContents: contents, on, show };
  new Crashes({ log: noLog, window: () => window, lock, home: 'holdfast://app/' } as never).watch(
    window as never,
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

const failLoad = (code: number) => heard.get('did-fail-load')?.({}, code, '', '', true);
const refusal = (errno: number) => Object.assign(new Error('not loaded'), { errno });
const settled = () => new Promise(setImmediate);

test('a page that does not load locks the vault and gives way to one that says so', async () => {
  loadURL.mockResolvedValue();
  failLoad(-20);
  await settled();
  expect(lock).toHaveBeenCalledOnce();
  expect(loadURL.mock.calls[0]?.[0]).toMatch(/^holdfast:\/\/crash\//);
  expect(show).toHaveBeenCalledOnce();
  expect(electron.app.exit).not.toHaveBeenCalled();
});

test('the app goes on where another load took the place of that page', async () => {
  loadURL.mockRejectedValue(refusal(-3));
  failLoad(-20);
  await settled();
  expect(electron.app.exit).not.toHaveBeenCalled();
  expect(show).toHaveBeenCalledOnce();
});

test('where that page does not load either, the system says it and the app ends', async () => {
  loadURL.mockRejectedValue(refusal(-6));
  failLoad(-20);
  await settled();
  expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
  expect(electron.app.exit).toHaveBeenCalledWith(1);
});

test('a load whose place another took is no crash', async () => {
  failLoad(-3);
  await settled();
  expect(lock).not.toHaveBeenCalled();
});
