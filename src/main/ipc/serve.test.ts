import type { IpcMain, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { contract, events } from '../../shared/contract.ts';
import { quickCalls, quickHears } from '../../shared/contract-quick.ts';
import { isOurs, type Sender } from './sender.ts';
import { type OwnPage, serve } from './serve.ts';

type Handle = (event: unknown, ...args: unknown[]) => Promise<Sender>;

/** The page of a window, and what its main frame sends. */
function pageOf(): { contents: WebContents; event: { sender: unknown; senderFrame: unknown } } {
  const mainFrame = { origin: 'holdfast://app' };
  const contents = { mainFrame } as unknown as WebContents;
  return { contents, event: { sender: contents, senderFrame: mainFrame } };
}

function served(pages: readonly OwnPage[]): (name: string, event: unknown) => Promise<boolean> {
  const handles = new Map<string, Handle>();
  const ipcMain = { handle: (name: string, handle: Handle) => void handles.set(name, handle) };
  serve(
    ipcMain as unknown as IpcMain,
    ['one', 'other'],
    (async (_: string, sender: Sender) => sender) as never,
    () => pages,
  );
  return async (name, event) => isOurs((await handles.get(name)?.(event)) as Sender);
}

test('each page of ours is heard on the channels that it may use, and no other page on any', async () => {
  const [large, small, stranger] = [pageOf(), pageOf(), pageOf()];
  const ask = served([
    { contents: large.contents, may: () => true },
    { contents: small.contents, may: (name) => name === 'one' },
  ]);
  expect(await ask('one', large.event)).toBe(true);
  expect(await ask('other', large.event)).toBe(true);
  expect(await ask('one', small.event)).toBe(true);
  expect(await ask('other', small.event)).toBe(false);
  expect(await ask('one', stranger.event)).toBe(false);
  // A frame of the one in the contents of the other, and a frame that is gone.
  expect(await ask('one', { ...small.event, senderFrame: large.contents.mainFrame })).toBe(false);
  expect(await ask('one', { ...large.event, senderFrame: null })).toBe(false);
});

test('what the small window may ask and is told exists, and no value, write or preference is in it', () => {
  const calls: Readonly<Record<string, object>> = contract;
  for (const call of quickCalls) {
    const [group = '', method = ''] = call.split('.');
    expect(Object.keys(calls[group] ?? {}), call).toContain(method);
  }
  for (const event of quickHears) expect(Object.keys(events)).toContain(event);
  const seldom = /reveal|edit|put|delete|move|set|export|import|\.lock$|files|drafts|recovery|clients|keys/i;
  expect(quickCalls.filter((call) => seldom.test(call))).toEqual([]);
});
