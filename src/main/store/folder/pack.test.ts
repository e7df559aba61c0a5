import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { bytesOf, commitOf, manifestOf, newId, readWhole } from '../testing/commits.ts';
import { disk } from './disk.ts';
import { folder as opener } from './folder.ts';
import { headLength, packEnd, recordHead, recordsOf } from './pack.ts';
import { Packs } from './packs.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder({ fast: true });
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function look(bytes: Uint8Array) {
  const file = path.join(folder, 'pack');
  fs.writeFileSync(file, bytes);
  const handle = fs.openSync(file, 'r');
  try {
    return recordsOf(handle);
  } finally {
    fs.closeSync(handle);
  }
}

describe('a pack', () => {
  const ids = [newId(), newId(), newId()];
  const lengths = [100, 300_000, 0];
  const bytes = Buffer.concat(
    ids.flatMap((id, i) => [recordHead(id, lengths[i] ?? 0), bytesOf(id, lengths[i] ?? 0)]).concat(packEnd),
  );

  it('is its records, one behind the other, of any length', () => {
    const { records, whole } = look(bytes);
    expect(whole).toBe(true);
    expect(records.map(({ id, length }) => [id, length])).toEqual(ids.map((id, i) => [id, lengths[i]]));
    for (const { id, at, length } of records)
      expect(bytes.subarray(at, at + length).equals(bytesOf(id, length))).toBe(true);
  });

  it.each([...Array(headLength).keys()])('with byte %i of a head changed loses that object alone', (at) => {
    const damaged = Buffer.from(bytes);
    damaged[headLength + 100 + at] = (damaged[headLength + 100 + at] ?? 0) ^ 1;
    const { records, whole } = look(damaged);
    expect(whole).toBe(false);
    expect(records.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  it('cut at any length keeps the records that are whole, and is known as a part', () => {
    const second = headLength + 100;
    for (const length of [
      0,
      1,
      headLength - 1,
      headLength,
      second - 1,
      second,
      second + 5,
      bytes.length - 1,
    ]) {
      const { records, whole, partly } = look(bytes.subarray(0, length));
      expect([length, records.length]).toEqual([
        length,
        length >= second ? (length >= bytes.length - headLength ? 3 : 1) : 0,
      ]);
      expect([whole, partly]).toEqual([false, true]);
    }
  });
});

describe('packs', () => {
  it('that are small are joined when there are many; nothing is lost, also while another removes', async () => {
    const first = newId();
    const place = path.join(folder, 'vault');
    let ids = [first];
    const store = await opener.create(place, manifestOf(ids), {
      revision: 1,
      batches: (async function* () {
        yield [[first, bytesOf(first)] as const];
      })(),
    });
    for (let revision = 2; revision <= 70; revision++) {
      const next = commitOf(revision, ids);
      expect(await store.commit(next.commit)).toBe('done');
      ids = [...next.ids];
    }
    const packs = () => fs.readdirSync(path.join(place, 'objects'));
    expect(packs()).toHaveLength(70);
    const [dead = newId()] = ids;
    const [one, other] = [new Packs(place, disk), new Packs(place, disk)];
    await Promise.all([one.join(), other.remove([dead])]);
    expect((await store.list()).sort()).toEqual(ids.slice(1).sort());
    expect(packs().length).toBeLessThan(4);
    expect(await store.commit(commitOf(71, ids.slice(1)).commit)).toBe('done');
    expect(await readWhole(store)).toBe(71);
    await store.close();
  });

  it('never hold more than 16 MiB and one object', async () => {
    const place = path.join(folder, 'vault');
    const ids = Array.from({ length: 40 }, newId);
    const store = await opener.create(place, manifestOf([]), {
      revision: 1,
      batches: (async function* () {
        for (const id of ids) yield [[id, bytesOf(id, 1024 * 1024)] as const];
      })(),
    });
    const sizes = fs
      .readdirSync(path.join(place, 'objects'))
      .map((name) => fs.statSync(path.join(place, 'objects', name)).size);
    expect(sizes).toHaveLength(3);
    expect(Math.max(...sizes)).toBeLessThan(17 * 1024 * 1024);
    expect((await store.list()).sort()).toEqual(ids.sort());
    await store.close();
  });
});
