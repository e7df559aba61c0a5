import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { startProgram } from '../../backend/testing/processes.ts';
import { type ObjectStore, type Row, tipOf } from '../store.ts';
import { bytesOf, commitOf, idsOf, manifestOf, newId, readWhole } from './commits.ts';
import { diskStatements } from './disk-statements.ts';
import type { Ground, Statement, StoreKind } from './kind.ts';

const long = process.env['HOLDFAST_LONG'] === '1';

async function made(kind: StoreKind, folder: string, name = 'vault') {
  const place = path.join(folder, name);
  const first = [newId(), newId()];
  const store = await kind.opener.create(place, manifestOf(first), {
    revision: 1,
    batches: (async function* () {
      yield first.map((id) => [id, bytesOf(id)] as const);
    })(),
  });
  return { place, store, first };
}

async function tip(store: ObjectStore) {
  const newest = await store.latestManifest();
  if (newest === undefined) throw new Error('no manifest');
  return { ...tipOf(newest), ids: idsOf(newest) };
}

const general: Statement[] = [
  {
    name: 'what is created is there whole, and nothing takes its place',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      await store.close();
      expect(await refusal(kind.opener.create(place, manifestOf([])))).toMatchObject({ code: 'exists' });
      const again = await kind.opener.open(place);
      expect(await readWhole(again)).toBe(1);
      expect((await again.list()).sort()).toEqual([...first].sort());
      expect(await again.isSound()).toBe(true);
      await again.close();
      if (kind.ground === undefined) expect(fs.readdirSync(folder)).toEqual(['vault']);
    },
  },
  {
    name: 'what comes in rows is all that it lists, in that order, each as it is found by its id',
    async run(kind, folder) {
      const { store } = await made(kind, folder);
      if (store.rows === undefined) return store.close();
      const many = Array.from({ length: 600 }, newId);
      const [middle, long] = [newId(), newId()];
      const objects = [
        ...many.map((id) => [id, bytesOf(id)] as const),
        [middle, bytesOf(middle, 2 ** 16)] as const,
        [long, bytesOf(long, 2 ** 16 + 1)] as const,
      ];
      const { commit } = commitOf(2, many, {});
      expect(await store.commit({ ...commit, objects })).toBe('done');
      const rows: Row[] = [];
      const kept = (bytes: Uint8Array) => new Uint8Array(bytes);
      for await (const some of store.rows())
        for (const { id, bytes } of some) rows.push({ id: kept(id), ...(bytes && { bytes: kept(bytes) }) });
      const ids = rows.map(({ id }) => Buffer.from(id).toString('hex') as ObjectId);
      expect(ids).toEqual(await store.list());
      const known = await store.readObjects(ids);
      for (const [i, { bytes }] of rows.entries())
        expect(bytes === undefined ? undefined : Buffer.from(bytes)).toEqual(
          ids[i] === long ? undefined : Buffer.from(known[i] ?? []),
        );
      await store.close();
    },
  },
  {
    name: 'where nothing lies it is not-found; what is something else is no vault',
    async run(kind, folder) {
      if (kind.ground !== undefined) return refusesOthers(kind, kind.ground, folder);
      fs.mkdirSync(path.join(folder, 'other'));
      fs.writeFileSync(path.join(folder, 'other', 'letter.txt'), 'Dear');
      fs.writeFileSync(path.join(folder, 'note.txt'), 'a note');
      const codes = ['missing', 'other', 'note.txt'].map((name) =>
        refusal(kind.opener.open(path.join(folder, name))),
      );
      expect((await Promise.all(codes)).map(({ code }) => code)).toEqual([
        'not-found',
        'not-a-vault',
        'not-a-vault',
      ]);
      expect(await refusal(kind.opener.create(path.join(folder, 'other'), manifestOf([])))).toMatchObject({
        code: 'exists',
      });
      expect(fs.readdirSync(path.join(folder, 'other'))).toEqual(['letter.txt']);
      expect(await refusal(kind.opener.create(path.join(folder, 'no/where'), manifestOf([])))).toMatchObject({
        code: 'not-found',
      });
    },
  },
  {
    name: 'another store of the same place sees each commit, and an object stays what it is',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const other = await kind.opener.open(place);
      const before = await tip(other);
      expect(await other.latestManifest(before)).toBeUndefined();
      const { commit, ids } = commitOf(2, first, { after: before.mark });
      expect(await store.commit(commit)).toBe('done');
      expect(await readWhole(other)).toBe(2);
      expect((await other.latestManifest(before))?.revision).toBe(2);
      expect((await tip(other)).ids).toEqual(ids);
      expect((await other.readObjects([...ids].reverse())).map((bytes) => bytes[0])).toEqual(
        [...ids].reverse().map((id) => bytesOf(id)[0]),
      );
      await Promise.all([store.close(), other.close()]);
    },
  },
  {
    name: 'a missing object is damaged, by its id',
    async run(kind, folder) {
      const { store, first } = await made(kind, folder);
      const lost = newId();
      expect(await refusal(store.readObjects([...first, lost]))).toEqual({
        code: 'damaged',
        part: 'missing-object',
        object: lost,
      });
      await store.close();
    },
  },
  {
    name: 'a revision that is taken is a conflict, and nothing of the commit stays',
    async run(kind, folder) {
      const { store, first } = await made(kind, folder);
      const { commit } = commitOf(2, first);
      expect(await store.commit(commit)).toBe('done');
      const before = (await store.list()).sort();
      for (const revision of [2, 1]) expect(await store.commit(commitOf(revision).commit)).toBe('conflict');
      expect((await store.list()).sort()).toEqual(before);
      expect(await readWhole(store)).toBe(2);
      await store.close();
    },
  },
  {
    name: '38: a commit on a state that is not the one it names is refused, also on an earlier state that was put back',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const old = await tip(store);
      const putBack = await save(kind, place, path.join(folder, 'copy'));
      expect(await refusal(store.commit(commitOf(2, first, { after: '00'.repeat(32) }).commit))).toEqual({
        code: 'store',
        reason: 'file-replaced',
      });
      expect(await store.commit(commitOf(2, first, { after: old.mark }).commit)).toBe('done');
      const { mark } = await tip(store);
      await putBack();
      expect(await refusal(store.commit(commitOf(3, first, { after: mark }).commit))).toEqual({
        code: 'store',
        reason: 'file-replaced',
      });
      const fresh = await kind.opener.open(place);
      expect(await readWhole(fresh)).toBe(kind.heals ? 2 : 1);
      await Promise.all([store.close(), fresh.close()]);
    },
  },
  {
    name: 'what a commit drops is gone for good, and the rest of what lay beside it stays',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const [gone, kept] = first as [(typeof first)[0], (typeof first)[0]];
      const { commit } = commitOf(2, [kept], { drop: [gone] });
      expect(await store.commit(commit)).toBe('done');
      expect(await store.list()).not.toContain(gone);
      expect(await readWhole(store)).toBe(2);
      expect(await holds(kind, place, Buffer.from(bytesOf(kept)))).toBe(true);
      expect(await holds(kind, place, Buffer.from(bytesOf(gone)))).toBe(false);
      await store.close();
    },
  },
  {
    name: 'what is removed is gone, also when two remove at once out of one pack',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const { commit, ids } = commitOf(2, [], {});
      const many = Array.from({ length: 40 }, newId);
      const objects = [...commit.objects, ...many.map((id) => [id, bytesOf(id)] as const)];
      expect(await store.commit({ ...commit, objects })).toBe('done');
      const other = await kind.opener.open(place);
      await Promise.all([store.remove([...first, ...many.slice(0, 20)]), other.remove(many.slice(20, 39))]);
      expect((await store.list()).sort()).toEqual([...ids, ...many.slice(39)].sort());
      expect(await readWhole(other)).toBe(2);
      await Promise.all([store.close(), other.close()]);
    },
  },
  {
    name: 'a reader goes on while a writer commits and removes',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const reader = await kind.opener.open(place, { readOnly: true });
      expect(await readWhole(reader)).toBe(1);
      let ids: readonly ReturnType<typeof newId>[] = first;
      for (let revision = 2; revision < 12; revision++) {
        const next = commitOf(revision, ids.slice(-3));
        expect(await store.commit(next.commit)).toBe('done');
        await store.remove(ids.filter((id) => !next.ids.includes(id)));
        ids = next.ids;
        expect(await readWhole(reader)).toBe(revision);
      }
      await Promise.all([store.close(), reader.close()]);
    },
  },
  {
    name: 'a stream of batches is one commit; one that breaks off leaves nothing',
    async run(kind, folder) {
      const { store } = await made(kind, folder);
      const ids = Array.from({ length: 1_000 }, newId);
      const before = (await store.list()).sort();
      const finish = () => ({ manifest: manifestOf(ids), drop: [] });
      const broken = store.commitStream?.({
        revision: 2,
        batches: (async function* () {
          yield ids.slice(0, 300).map((id) => [id, bytesOf(id)] as const);
          throw new Error('broken off');
        })(),
        finish,
      });
      expect(await failureIn(broken)).toBe(true);
      expect((await store.list()).sort()).toEqual(before);
      expect(await readWhole(store)).toBe(1);
      const done = store.commitStream?.({
        revision: 2,
        batches: (async function* () {
          for (let at = 0; at < ids.length; at += 100) {
            yield ids.slice(at, at + 100).map((id) => [id, bytesOf(id)] as const);
            const [written] = await store.readObjects(ids.slice(at, at + 1));
            expect(written?.[0]).toBe(bytesOf(ids[at] as (typeof ids)[0])[0]);
          }
        })(),
        finish,
      });
      expect(await (done ?? 'done')).toBe('done');
      if (done !== undefined) expect(await readWhole(store)).toBe(2);
      await store.close();
    },
  },
  {
    name: '44: a closed store refuses each call; one opened for reading refuses each write',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const reader = await kind.opener.open(place, { readOnly: true });
      expect(reader.readOnly).toBe(true);
      const writes = (one: ObjectStore) => [
        one.commit(commitOf(2, first).commit),
        one.remove(first),
        one.dropManifestsBefore(1),
      ];
      const refused = await Promise.all(writes(reader).map((call) => refusal(call)));
      expect(refused).toEqual([1, 2, 3].map(() => ({ code: 'read-only' })));
      expect(await readWhole(reader)).toBe(1);
      await reader.close();
      await store.close();
      const reads = [store.latestManifest(), store.readObjects(first), store.list(), store.isSound()];
      const closed = await Promise.all([...reads, ...writes(store)].map((call) => refusal(call)));
      expect(closed).toEqual(closed.map(() => ({ code: 'closed' })));
      await store.close();
      const again = await kind.opener.open(place);
      expect(await readWhole(again)).toBe(1);
      await again.close();
    },
  },
  {
    name: '42: a newest manifest that is damaged is damaged, never an earlier state in silence',
    async run(kind, folder) {
      for (const how of ['removed', 'emptied', 'cut'] as const) {
        const { place, store, first } = await made(kind, folder, `vault ${how}`);
        const whole = commitOf(2, first);
        expect(await store.commit(whole.commit)).toBe('done');
        await store.close();
        await kind.loseNewest(place, how);
        const again = await kind.opener.open(place).catch(() => undefined);
        const newest = await again?.latestManifest().catch(() => undefined);
        // What is empty or cut is for who authenticates it to find; an earlier one never stands in.
        expect([undefined, 2]).toContain(newest?.revision);
        await again?.close();
      }
    },
  },
  {
    name: '43: names with spaces, of 200 bytes, of other scripts',
    async run(kind, folder) {
      for (const name of ['two words', 'x'.repeat(200), 'Schlüssel 鍵 🔑', ' lead', '-rf']) {
        const { place, store, first } = await made(kind, folder, name);
        expect(await store.commit(commitOf(2, first).commit)).toBe('done');
        await store.close();
        const again = await kind.opener.open(place);
        expect(await readWhole(again)).toBe(2);
        await again.close();
      }
      if (kind.ground === undefined) expect(fs.readdirSync(folder)).toHaveLength(5);
    },
  },
  {
    name: '43: files of other programs are not read, counted or removed',
    async run(kind, folder) {
      if (kind.litter === undefined && kind.ground?.occupy === undefined) return;
      const { place, store, first } = await made(kind, folder);
      const before = await store.list();
      const litter = kind.litter?.(place) ?? [];
      await kind.ground?.occupy?.(place);
      const strangers = await kind.ground?.strangers?.(place);
      expect(await store.list()).toEqual(before);
      expect(await readWhole(store)).toBe(1);
      expect(await store.commit(commitOf(2, first).commit)).toBe('done');
      await store.remove([newId()]);
      expect(await store.isSound()).toBe(true);
      await store.close();
      expect(litter.filter((file) => !fs.existsSync(file))).toEqual([]);
      expect(await kind.ground?.strangers?.(place)).toEqual(strangers);
    },
  },
  {
    name: 'a place that was moved away or replaced takes no more writes',
    async run(kind, folder) {
      const { place, store, first } = await made(kind, folder);
      const next = () => store.commit(commitOf(2, first).commit);
      if (kind.ground !== undefined) {
        const known = await tip(store);
        await kind.ground.clear(place);
        if (kind.heals) {
          expect(await next()).toBe('done');
          return store.close();
        }
        expect(await refusal(next())).toEqual({ code: 'store', reason: 'file-missing' });
        expect(await refusal(store.latestManifest(known))).toEqual({ code: 'store', reason: 'file-missing' });
        return store.close();
      }
      fs.cpSync(place, `${place}-copy`, { recursive: true });
      fs.renameSync(place, `${place}-away`);
      expect(await refusal(next())).toEqual({ code: 'store', reason: 'file-missing' });
      fs.renameSync(`${place}-copy`, place);
      expect(await refusal(next())).toEqual({ code: 'store', reason: 'file-replaced' });
      await store.close();
    },
  },
  {
    name: '35: eight processes race for each revision: one wins, and nothing of the others stays',
    async run(kind, folder) {
      const rounds = long ? 200 : 12;
      const { place, store } = await made(kind, folder);
      const writers = Array.from({ length: 8 }, () =>
        startProgram(path.join(import.meta.dirname, 'store-race-program.ts'), [
          kind.module,
          kind.exported,
          kind.locate?.(place) ?? place,
        ]),
      );
      try {
        await Promise.all(writers.map((writer) => writer.line()));
        for (let revision = 2; revision < 2 + rounds; revision++) {
          for (const writer of writers) writer.tell(`${revision}`);
          const lines = await Promise.all(writers.map((writer) => writer.line()));
          const won = lines.filter((line) => line?.startsWith('done '));
          expect(won).toHaveLength(1);
          expect(await readWhole(store)).toBe(revision);
          expect((await tip(store)).ids).toEqual([won[0]?.slice('done '.length)]);
          expect(await store.list()).toHaveLength(2 + revision - 1);
        }
      } finally {
        await Promise.all(writers.map((writer) => writer.kill()));
        await store.close();
      }
    },
  },
];

/** What every kind of store must do. */
export const storeStatements: readonly Statement[] = [...general, ...diskStatements];

async function failureIn(call: Promise<unknown> | undefined): Promise<boolean> {
  // A store without this call is given all objects at once.
  if (call === undefined) return true;
  return call.then(
    () => false,
    () => true,
  );
}

async function refusesOthers(kind: StoreKind, ground: Ground, folder: string): Promise<void> {
  const [missing, other] = ['missing', 'other'].map((name) => path.join(folder, name)) as [string, string];
  expect(await refusal(kind.opener.open(missing))).toMatchObject({ code: 'not-found' });
  if (ground.occupy === undefined) return;
  await ground.occupy(other);
  const before = await ground.strangers?.(other);
  expect(await refusal(kind.opener.open(other))).toMatchObject({ code: 'not-a-vault' });
  expect(await refusal(kind.opener.create(other, manifestOf([])))).toMatchObject({ code: 'exists' });
  expect(await ground.strangers?.(other)).toEqual(before);
}

async function save(kind: StoreKind, place: string, copy: string): Promise<() => Promise<void>> {
  if (kind.ground !== undefined) return kind.ground.save(place);
  fs.cpSync(place, copy, { recursive: true });
  return async () => putBack(copy, place);
}

async function holds(kind: StoreKind, place: string, bytes: Buffer): Promise<boolean> {
  if (kind.ground !== undefined) return kind.ground.holds(place, bytes);
  return filesBelow(place).some((file) => fs.readFileSync(file).includes(bytes));
}

function filesBelow(place: string): string[] {
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs.readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
}

/**
 * Makes the files below `to` what they are below `from`, without replacing a file or folder that
 * both have.
 */
function putBack(from: string, to: string): void {
  if (!fs.statSync(from).isDirectory()) {
    fs.writeFileSync(to, fs.readFileSync(from));
    return;
  }
  fs.mkdirSync(to, { recursive: true });
  const wanted = fs.readdirSync(from);
  for (const name of fs.readdirSync(to))
    if (!wanted.includes(name)) fs.rmSync(path.join(to, name), { recursive: true });
  for (const name of wanted) putBack(path.join(from, name), path.join(to, name));
}
