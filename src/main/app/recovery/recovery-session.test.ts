import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { fileAt } from '../../../shared/place.ts';
import { encodeSheetText } from '../../../shared/sheets/sheet-text.ts';
import { backUp } from '../../backups/anywhere.ts';
import { MachineNotes } from '../../backups/notes.ts';
import type { ReadBackup } from '../../drill/drill.ts';
import { readHere } from '../../drill/read-here.ts';
import type { Sheet } from '../../recovery/sheet.ts';
import { testEnv } from '../../store/s3/testing/double.ts';
import { forgetRecipients } from '../../vault/testing/recipients.ts';
import type { Session } from '../session.ts';
import { sessionForTest } from '../testing/session.ts';
import { RecoverySession } from './recovery-session.ts';

const size = { passphrase: 'horse', shares: 3, threshold: 2, holders: ['Anna', '', 'bank'] };

let folder: string;
let file: string;
let session: Session;
let recovery: RecoverySession;
/** What the fakes saw and will say. */
let printed: readonly Sheet[];
let texts: string[];
let clipboard: { picture?: Uint8Array; text?: string };
let notes: MachineNotes;
let read: ReadBackup;
const camera = vi.fn();
const rest = vi.fn();
const proof = vi.fn();

beforeEach(async () => {
  vi.resetAllMocks();
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
  file = join(folder, 'home.holdfast');
  [printed, texts, clipboard] = [[], [], {}];
  [notes, read] = [new MachineNotes(undefined), readHere];
  session = sessionForTest({
    locking: () => recovery.forget(),
  });
  recovery = new RecoverySession({
    session,
    papers: {
      proof: async (sheets, _paper, progress) => {
        proof();
        progress(sheets.length, sheets.length);
      },
      code: () => ['#.', '.#'],
      rescue: async () => undefined,
      letter: async () => ({}),
      print: async (sheets) => {
        printed = sheets;
        return true;
      },
      save: async (sheets) => ({ folder, files: sheets.map(({ sheet }) => `${sheet}.pdf`) }),
    },
    reader: { picture: async () => texts, frame: async () => texts, rest },
    clipboard: async () => clipboard,
    camera,
    progress: () => undefined,
    drill: {
      plans: { get: () => ({}), set: () => undefined },
      ...{ notes, page: () => undefined, progress: () => undefined },
      read: (...asked) => read(...asked),
    },
  });
  await session.create(fileAt(file), 'horse');
});
afterEach(async () => {
  await session.leave();
  rmSync(folder, { recursive: true });
});

const failure = (work: Promise<unknown>) => work.then(() => undefined, failureOf);

/** A set that counts, and its sheets as their codes say them. */
async function issued(): Promise<string[]> {
  await recovery.issue(size, 'a4');
  await recovery.fresh.print([]);
  for (const { sheet } of printed) await proveByWords(sheet);
  await recovery.activate();
  return printed.map(encodeSheetText);
}

async function proveByWords(sheet: number): Promise<void> {
  const { words } = await recovery.fresh.sheet(sheet);
  await recovery.answer(
    sheet,
    recovery.fresh.ask(sheet).map((at) => words[at - 1] ?? ''),
  );
}

describe('a set that is being made', () => {
  test('is asked for words that are of one sheet alone', async () => {
    await recovery.issue(size, 'a4');
    const asked = Array.from({ length: 200 }, () => recovery.fresh.ask(1));
    for (const three of asked) expect(new Set(three).size).toBe(3);
    expect(Math.min(...asked.flat())).toBe(4);
    expect(Math.max(...asked.flat())).toBe(33);
  });

  test('is read back before it is offered, and forgotten when that fails', async () => {
    proof.mockImplementation(() => {
      throw new Error('does not read');
    });
    await expect(recovery.issue(size, 'a4')).rejects.toThrow('does not read');
    expect(await recovery.status()).toMatchObject({ retired: [] });
    expect((await recovery.status()).pending).toBeUndefined();
    expect(await failure(recovery.fresh.print([]))).toEqual({ code: 'no-set', what: 'pending' });
  });

  test('is printed and shown sheet by sheet, with its holders', async () => {
    await recovery.issue(size, 'letter');
    expect((await recovery.status()).pending).toMatchObject({ atHand: true, proven: [] });
    expect(await recovery.fresh.print([2])).toBe(true);
    expect(printed.map(({ sheet, vaultName }) => [sheet, vaultName])).toEqual([[2, 'home']]);
    const shown = await recovery.fresh.sheet(1);
    expect(shown).toMatchObject({ sheet: 1, holder: 'Anna', code: ['#.', '.#'] });
    expect(shown.words).toHaveLength(33);
    expect(await failure(recovery.fresh.sheet(4))).toMatchObject({ code: 'bad-input' });
  });

  test('counts once every sheet was read back, by any mix of ways', async () => {
    await recovery.issue(size, 'a4');
    await recovery.fresh.print([]);
    await proveByWords(1);
    expect(await failure(recovery.activate())).toEqual({ code: 'wrong-shares', have: 1, need: 3 });
    expect(await recovery.table.gather('prove')).toMatchObject({ taken: [1], need: 3, complete: false });
    texts = printed.slice(1, 2).map(encodeSheetText);
    expect(await recovery.table.givePicture(new Uint8Array(9))).toMatchObject({
      taken: [1, 2],
      complete: false,
    });
    const third = printed[2]?.words.join(' ') ?? '';
    expect(await recovery.table.giveText(third)).toMatchObject({ taken: [1, 2, 3], complete: true });
    const status = await recovery.activate();
    expect(status).toMatchObject({ active: { shares: 3, threshold: 2 } });
    expect(status.pending).toBeUndefined();
    expect(await failure(recovery.fresh.print([]))).toEqual({ code: 'no-set', what: 'pending' });
  });

  test('names a wrong answer by its place, and takes the first four letters of a right one', async () => {
    await recovery.issue(size, 'a4');
    const { words } = await recovery.fresh.sheet(2);
    const positions = recovery.fresh.ask(2);
    expect(new Set(positions).size).toBe(3);
    const answer = positions.map((at) => (words[at - 1] ?? '').slice(0, 4).toUpperCase());
    expect(await failure(recovery.answer(2, ['academic', ...answer.slice(1)]))).toMatchObject({
      code: 'share-refused',
      reason: 'not-genuine',
      sheet: 2,
      words: [positions[0]],
    });
    expect((await recovery.answer(2, answer)).pending).toMatchObject({ proven: [2] });
    expect(await failure(recovery.answer(2, answer))).toMatchObject({ code: 'bad-input' });
  });

  test('is at hand no longer after a lock, and can still be read back', async () => {
    await recovery.issue(size, 'a4');
    await recovery.fresh.print([]);
    await session.lock('asked');
    await session.unlock('horse');
    expect((await recovery.status()).pending).toMatchObject({ atHand: false });
    expect(await failure(recovery.fresh.sheet(1))).toEqual({ code: 'no-set', what: 'pending' });
    await recovery.table.gather('prove');
    for (const sheet of printed) await recovery.table.giveText(sheet.words.join(' '));
    expect((await recovery.activate()).active).toMatchObject({ shares: 3 });
  });
});

describe('sheets that are collected', () => {
  test('open the vault with a new passphrase, and the old one no longer', async () => {
    const sheets = await issued();
    await session.lock('asked');
    expect(await recovery.table.gather('recover')).toMatchObject({ vaultName: 'home', need: 2, taken: [] });
    await recovery.table.giveText(sheets[2] ?? '');
    expect(await failure(recovery.restore('cow', undefined))).toEqual({
      code: 'wrong-shares',
      have: 1,
      need: 2,
    });
    expect(await recovery.table.giveText(sheets[0] ?? '')).toMatchObject({ taken: [3, 1], complete: true });
    expect(await recovery.restore('cow', undefined)).toMatchObject({ vault: 'open', place: fileAt(file) });
    await session.lock('asked');
    expect(await failure(session.unlock('horse'))).toEqual({ code: 'wrong-passphrase' });
    expect(await session.unlock('cow')).toMatchObject({ vault: 'open' });
    expect(session.keys().rekeyed).toEqual(expect.any(Number));
  });

  test('open it with its keys as they are where that is asked for', async () => {
    const sheets = await issued();
    await session.lock('asked');
    await recovery.table.gather('recover');
    for (const text of sheets.slice(0, 2)) await recovery.table.giveText(text);
    await recovery.restore('cow', undefined, { keepKeys: true });
    expect(session.keys().rekeyed).toBeUndefined();
  });

  test('and what the new keys could not be given to is in the state of the keys', async () => {
    const sheets = await issued();
    await session.lock('asked');
    await forgetRecipients(file, 'horse');
    await recovery.table.gather('recover');
    for (const text of sheets.slice(0, 2)) await recovery.table.giveText(text);
    expect(await failure(recovery.restore('cow', undefined))).toEqual({
      ...{ code: 'person-refused', reason: 'choose', names: ['owner', 'owner-2'] },
    });
    await recovery.restore('cow', undefined, { person: 'owner' });
    expect(session.keys().dropped).toEqual([
      { kind: 'recovery', set: expect.stringMatching(/^\w{8}$/) },
      { kind: 'passphrase', label: 'kitchen' },
      { kind: 'later' },
    ]);
    expect((await recovery.status()).active).toBeUndefined();
    await session.lock('asked');
    await session.unlock('cow');
    expect(session.keys().dropped).toBeUndefined();
  });

  test('make a copy of a backup, which stays as it is', async () => {
    const sheets = await issued();
    await session.lock('asked');
    const before = readFileSync(file);
    await recovery.table.gather('recover');
    texts = sheets;
    await recovery.table.givePicture(new Uint8Array(9));
    const to = join(folder, 'again.holdfast');
    expect(await recovery.restore('cow', fileAt(to))).toMatchObject({
      vault: 'open',
      place: fileAt(to),
      name: 'again',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('are rehearsed without a change to the keys', async () => {
    const sheets = await issued();
    await recovery.table.gather('rehearse');
    expect(await failure(recovery.recordRehearsal())).toMatchObject({ code: 'wrong-shares' });
    for (const text of sheets.slice(0, 2)) await recovery.table.giveText(text);
    expect(await recovery.recordRehearsal()).toMatchObject({ rehearsed: expect.any(Number) });
    expect(await failure(recovery.restore('cow', undefined))).toEqual({ code: 'cancelled' });
  });

  test('come from the clipboard as a picture or as words', async () => {
    const sheets = await issued();
    await recovery.table.gather('rehearse');
    expect(await failure(recovery.table.giveClipboard())).toEqual({ code: 'share-refused', reason: 'empty' });
    clipboard = { text: sheets[0] ?? '' };
    expect(await recovery.table.giveClipboard()).toMatchObject({ taken: [1] });
    clipboard = { picture: new Uint8Array(9), text: 'and a text beside it' };
    texts = [sheets[1] ?? ''];
    expect(await recovery.table.giveClipboard()).toMatchObject({ taken: [1, 2], complete: true });
    expect(await recovery.table.takeBack(1)).toMatchObject({ taken: [2], complete: false });
  });

  test('a picture without a code, or with another one, says which', async () => {
    await issued();
    await recovery.table.gather('rehearse');
    expect(await failure(recovery.table.givePicture(new Uint8Array(0)))).toMatchObject({ reason: 'empty' });
    expect(await failure(recovery.table.givePicture(new Uint8Array(9)))).toMatchObject({ reason: 'no-code' });
    texts = ['https://example.com'];
    expect(await failure(recovery.table.givePicture(new Uint8Array(9)))).toMatchObject({
      reason: 'other-code',
    });
  });

  test('the camera gives a sheet once, however long it is held up', async () => {
    const sheets = await issued();
    await recovery.table.gather('rehearse');
    const grey = new Uint8Array(4);
    expect(await recovery.table.giveFrame(2, 2, grey)).toMatchObject({ found: false });
    texts = [sheets[1] ?? ''];
    expect(await recovery.table.giveFrame(2, 2, grey)).toMatchObject({
      found: true,
      gathering: { taken: [2] },
    });
    expect(await recovery.table.giveFrame(2, 2, grey)).toMatchObject({
      found: false,
      gathering: { taken: [2] },
    });
    expect(await failure(recovery.table.giveFrame(3, 2, grey))).toMatchObject({ code: 'picture-refused' });
  });

  test('the camera goes on only while sheets are collected', async () => {
    await issued();
    expect(() => recovery.table.camera(true)).toThrow('cancelled');
    await recovery.table.gather('rehearse');
    recovery.table.camera(true);
    expect(camera).toHaveBeenLastCalledWith(true);
    recovery.table.stop();
    expect(camera).toHaveBeenLastCalledWith(false);
    camera.mockClear();
    expect(() => recovery.table.camera(true)).toThrow('cancelled');
    expect(camera).not.toHaveBeenCalled();
  });

  test('are forgotten, and the camera is off, once the screen is left or the vault locks', async () => {
    await issued();
    await recovery.table.gather('rehearse');
    recovery.table.camera(true);
    expect(camera).toHaveBeenLastCalledWith(true);
    await session.lock('asked');
    expect(camera).toHaveBeenLastCalledWith(false);
    expect(rest).toHaveBeenCalled();
    expect(await failure(recovery.table.giveText('x'))).toEqual({ code: 'cancelled' });
  });
});

describe('a drill that is called off', () => {
  beforeEach(async () => {
    await backUp(session.vault, folder, { source: fileAt(file), notes, now: Date.now });
  });

  /** Reads until it is called off; `begun` is kept once it reads. */
  function readsForever() {
    return new Promise<void>((begun) => {
      read = async (_file, _key, { signal }) => {
        begun();
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        return undefined;
      };
    });
  }

  const ways = {
    'by the person': () => recovery.drill.cancel(),
    'by the lock': () => session.lock('asked'),
  };
  for (const [name, callOff] of Object.entries(ways))
    test(`${name} ends while the backup is read, and is not noted`, async () => {
      const begun = readsForever();
      const work = failure(recovery.drill.byPassphrase('horse'));
      await begun;
      await callOff();
      expect(await work).toEqual({ code: 'cancelled' });
    });

  test('lets the next one begin', async () => {
    const begun = readsForever();
    const work = failure(recovery.drill.byPassphrase('horse'));
    await begun;
    expect(await failure(recovery.drill.byPassphrase('horse'))).toEqual({ code: 'busy' });
    recovery.drill.cancel();
    await work;
    read = readHere;
    expect(await recovery.drill.byPassphrase('horse')).toMatchObject({ ok: true });
    expect((await session.vault.recovery.status()).drilled).toBeDefined();
  });

  test('ends while a place is looked at that does not answer', async () => {
    for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const reached = once(server, 'request');
    const { port } = server.address() as AddressInfo;
    const silent = `s3://vaults/x?endpoint=${encodeURIComponent(`http://127.0.0.1:${port}`)}`;
    const note = { vault: session.vault.id, revision: 1, at: 1, folder: silent };
    await notes.noteProof('of a service', note);
    const work = failure(recovery.drill.byPassphrase('horse'));
    await reached;
    recovery.drill.cancel();
    expect(await work).toEqual({ code: 'cancelled' });
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
  });

  test('by a program that is gone, ends', async () => {
    const texts = await issued();
    const begun = readsForever();
    const gone = new AbortController();
    const work = failure(recovery.drill.forProgram(texts.slice(0, 2), gone.signal));
    await begun;
    gone.abort();
    expect(await work).toEqual({ code: 'cancelled' });
    expect((await session.vault.recovery.status()).drilled).toBeUndefined();
  });
});
