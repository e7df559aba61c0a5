import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channel } from '../../../shared/contract.ts';
import { testApp } from './app.ts';
import { needsFiles, passphrase, plainScene, play, type Scene } from './scene.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scene-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function staged(scene: Partial<Scene>) {
  const whole = { ...plainScene, ...scene };
  const app = testApp({ folder, store: needsFiles(whole) ? 'sqlite' : 'memory' });
  await play(app, folder, whole);
  const say = async (group: string, method: string, input?: unknown) => {
    const reply = await app.ask(channel(group, method), input);
    expect(reply, `${group}.${method}`).toMatchObject({ ok: true });
    return reply.ok ? reply.value : undefined;
  };
  return { app, say };
}

const screen = { list: { folder: '', query: '', deleted: false, page: 0 }, parents: [''] };

describe('the window without Electron', () => {
  test('begins with no vault, and makes one in memory', async () => {
    const { app, say } = await staged({ vault: 'none' });
    expect(await say('app', 'state')).toMatchObject({ vault: 'none', recents: [] });
    const place = await say('vault', 'choosePlace', { kind: 'folder', purpose: 'new' });
    expect(await say('vault', 'create', { place, passphrase })).toMatchObject({ notices: ['memory-only'] });
    await app.session.leave();
  });

  test('has as many secrets as asked for, strange ones among many', async () => {
    const { app, say } = await staged({ secrets: 1_000 });
    const seen = await say('secrets', 'view', { ...screen, list: { ...screen.list, query: 'emoji' } });
    expect(seen).toMatchObject({ list: { value: { total: 1, all: 1_007 } } });
    await app.session.leave();
  });

  test('begins locked, with sheets that count, backups and programs; every screen opens', async () => {
    const { app, say } = await staged({ vault: 'locked', sheets: 'active', backups: true, programs: true });
    expect(await say('vault', 'unlock', { passphrase })).toMatchObject({ vault: 'open', name: 'Household' });
    expect(await say('recovery', 'status')).toMatchObject({ active: { shares: 5, threshold: 3 } });
    const overview = await say('backups', 'overview');
    expect(overview).toMatchObject({ destinations: [{ last: { proven: 'everything' }, present: true }] });
    expect(await say('clients', 'list')).toHaveLength(2);
    expect(await say('policies', 'list')).toHaveLength(2);
    expect(await say('audit', 'list', { limit: 2 })).toMatchObject({ more: true });
    expect(await say('vault', 'keys')).toMatchObject({ renewing: false });
    expect(app.faults).toEqual([]);
    await app.session.leave();
  });

  test('begins with sheets that are to be read back, and with a vault that is damaged', async () => {
    const { app, say } = await staged({ sheets: 'pending', damaged: true });
    expect(await say('recovery', 'status')).toMatchObject({ pending: { proven: [1, 2] } });
    const letter = { path: 'letters/aunt', version: 1, field: 'letter' };
    expect(await app.ask(channel('secrets', 'reveal'), letter)).toMatchObject({
      failure: { code: 'damaged' },
    });
    expect(await say('app', 'state')).toMatchObject({ notices: ['damaged'] });
    await app.session.leave();
  });
});
