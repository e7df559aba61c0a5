import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { channel, type Events, events } from '../../shared/contract.ts';
import type { Dispatch } from './dispatch.ts';
import type { Sender } from './sender.ts';

/** A page of ours, and which channels it may use. */
export interface OwnPage {
  readonly contents: WebContents;
  readonly may: (channel: string) => boolean;
}

/** Puts one handler behind every channel; `ours` are the pages that there are. */
export function serve(
  ipcMain: Pick<IpcMain, 'handle'>,
  names: readonly string[],
  dispatch: Dispatch,
  ours: () => readonly OwnPage[],
): void {
  for (const name of names) {
    ipcMain.handle(name, (event, ...args: unknown[]) => dispatch(name, senderOf(event, name, ours()), args));
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

function senderOf(event: IpcMainInvokeEvent, name: string, ours: readonly OwnPage[]): Sender {
  const page = ours.find(({ contents }) => contents === event.sender);
  // Null once the frame has navigated away or is destroyed.
  const frame = event.senderFrame;
  return {
    origin: frame?.origin ?? '',
    mainFrame: frame !== null && frame === page?.contents.mainFrame,
    ourWindow: page?.may(name) === true,
  };
}
