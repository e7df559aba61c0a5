import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { channel, type Events, events } from '../../shared/contract.ts';
import type { Dispatch } from './dispatch.ts';
import type { Sender } from './sender.ts';

/**
 * Puts one handler behind every channel; `ours` is the window's contents, or `undefined` while
 * there is none.
 */
export function serve(
  ipcMain: Pick<IpcMain, 'handle'>,
  names: readonly string[],
  dispatch: Dispatch,
  ours: () => WebContents | undefined,
): void {
  for (const name of names) {
    ipcMain.handle(name, (event, ...args: unknown[]) => dispatch(name, senderOf(event, ours()), args));
  }
}

/**
 * Tells the window something; nothing happens where there is no window, or no such payload in the
 * contract.
 */
export function emit<E extends keyof Events>(
  to: Pick<WebContents, 'send' | 'isDestroyed'> | undefined,
  event: E,
  payload: unknown,
): void {
  if (to === undefined || to.isDestroyed()) return;
  to.send(channel('event', event), events[event].parse(payload));
}

function senderOf(event: IpcMainInvokeEvent, ours: WebContents | undefined): Sender {
  // Null once the frame has navigated away or is destroyed.
  const frame = event.senderFrame;
  return {
    origin: frame?.origin ?? '',
    mainFrame: frame !== null && frame === ours?.mainFrame,
    ourWindow: ours !== undefined && event.sender === ours,
  };
}
