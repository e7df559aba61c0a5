import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { derive } from '../crypto/derive.ts';
import { SqliteStore } from '../store/sqlite.ts';
import type { Backend } from './backend.ts';
import { EncryptedBackend } from './encrypted.ts';
import { readSnapshot, type Snapshot } from './format/snapshot.ts';
import { refusal, testKey, value } from './testing/harness.ts';
import { bundleProgram, type Program, remainingLines, startProgram } from './testing/processes.ts';
import { makeFile, scratchFolder, vaultId } from './testing/vaults.ts';

const rounds = process.env['HOLDFAST_LONG'] === '1' ? 200 : 6;
const secrets = 1_200;
/** Killed so many milliseconds after it was under way, at most. */
const soon = 250;
/** So long that sealing anew takes several commits. */
const padding = '.'.repeat(12_000);

let folder: string;
let location: string;
let program: string;
beforeEach(async () => {
  program = await bundleProgram('rekey-program');
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'killed.holdfast');
});
afterEach(() => {
  for (const scratch of [folder, path.dirname(program)]) rmSync(scratch, { recursive: true });
});

async function open(key: number): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(await SqliteStore.open(location), testKey(key));
  await backend.initialize();
  return backend;
}

/**
 * The key that opens the vault: today's, or the next where the change of keys was committed before
 * the kill.
 */
async function opened(from: number, to: number): Promise<{ backend: EncryptedBackend; key: number }> {
  try {
    return { backend: await open(to), key: to };
  } catch {
    return { backend: await open(from), key: from };
  }
}

async function snapshotOf(key: number): Promise<Snapshot> {
  const store = await SqliteStore.open(location, { readOnly: true });
  const manifest = (await store.latestManifest()) ?? expect.unreachable();
  await store.close();
  return readSnapshot(derive(testKey(key), Buffer.from(vaultId, 'hex'), 'head'), manifest);
}

/** How many objects of the file the terms of an old head open. */
async function openedWith({ keys }: Snapshot): Promise<number> {
  const store = await SqliteStore.open(location, { readOnly: true });
  let count = 0;
  for (const id of await store.list()) {
    const [bytes = new Uint8Array()] = await store.readObjects([id]);
    const genuine = (kind: 'page' | 'version', term: number) => keys.isGenuine(kind, { id, term }, bytes);
    if (keys.terms.some((term) => genuine('page', term) || genuine('version', term))) count += 1;
  }
  await store.close();
  return count;
}

interface Killed {
  readonly acknowledged: number;
  readonly started: number;
}

/** Runs the program from writer's step `first` on, and kills it at a random moment. */
async function runAndKill(
  from: number,
  to: number,
  first: number,
  after: 'rekey' | 'renew',
): Promise<Killed> {
  const running: Program = startProgram(program, [location]);
  expect(await running.line()).toBe('ready');
  running.tell(`${from} ${to} ${first}`);
  const begun: (string | undefined)[] = [];
  while (begun.at(-1) !== after) begun.push(await running.line());
  const until = performance.now() + Math.random() * soon;
  while (performance.now() < until) await new Promise(setImmediate);
  await running.kill();
  const lines = await remainingLines(running);
  const last = (word: string) =>
    Number(lines.findLast((line) => line.startsWith(word))?.split(' ')[1] ?? first - 1);
  return { acknowledged: last('done'), started: last('start') };
}

async function textOf(backend: Backend, n: number): Promise<string | undefined> {
  return (await backend.loadSecret(`s/${n}`))?.fields[0]?.value;
}

it(`a new root key that is cut off at any moment, with a writer beside it, loses nothing and ends (${rounds} rounds)`, async () => {
  await makeFile(location);
  const all = Array.from({ length: secrets }, (_, n) => ({
    op: 'store' as const,
    path: `s/${n}`,
    fields: value(`first ${n}${padding}`),
  }));
  const first = await open(7);
  await first.write(all);
  await first.close();
  const expected = all.map((_, n) => `first ${n}${padding}`);
  const seen = { before: 0, under: 0, sealed: 0 };
  let key = 7;
  let step = 0;
  for (let round = 0; round < rounds; round++) {
    const old = await snapshotOf(key);
    const next = key + 1;
    const { acknowledged, started } = await runAndKill(key, next, step, round % 3 === 0 ? 'rekey' : 'renew');
    const { backend, key: now } = await opened(key, next);
    if (now === key) seen.before += 1;
    else if (backend.renewing) seen.under += 1;
    else seen.sealed += 1;
    for (let n = step; n <= acknowledged; n++) expected[n % 300] = `written ${n}`;
    const doubtful = started > acknowledged ? started % 300 : undefined;
    if (doubtful !== undefined) {
      const found = await textOf(backend, doubtful);
      expect([expected[doubtful], `written ${started}`]).toContain(found);
      expected[doubtful] = found as string;
    }
    const check = async () => {
      const found = (await backend.loadAllSecrets()).map(({ path, fields }) => [path, fields[0]?.value]);
      const wanted = expected.map((text, n) => [`s/${n}`, text]);
      expect(new Map(found as [string, string][]), `round ${round}`).toEqual(
        new Map(wanted as [string, string][]),
      );
      expect((await backend.verify()).damaged).toEqual([]);
    };
    await check();
    await backend.renew();
    await check();
    await backend.close();
    if (now !== key) {
      expect(await openedWith(old), `round ${round}: old keys`).toBe(0);
      expect((await snapshotOf(now)).keys.terms).not.toContain(old.keys.current);
      expect(await refusal(open(key))).toEqual({ code: 'wrong-key' });
    }
    [key, step] = [now, started + 1];
  }
  // The kills must have met the sealing under way, or they have shown nothing of it.
  expect(seen.under).toBeGreaterThan(rounds / 10);
  console.log(`new root key, kill -9: ${rounds} rounds, ${step} writes, ${JSON.stringify(seen)}`);
}, 1_800_000);
