import { describe, expect, it } from 'vitest';
import type { EncryptedBackend } from '../encrypted.ts';
import { readAll, stoppedClock, value } from '../testing/harness.ts';
import { carry, copyPlace, makePlace, openLine, type Place } from '../testing/lines.ts';

const put = (backend: EncryptedBackend, path: string, text: string) =>
  backend.write([{ op: 'store', path, fields: value(text) }]);

async function laptops(count: number) {
  const clock = stoppedClock();
  const first = await makePlace(clock);
  const places: Place[] = Array.from({ length: count }, () => copyPlace(first));
  const open = await Promise.all(places.map((place, n) => openLine(place, n + 1, clock)));
  const meet = async (from: number, to: number) => {
    carry(places[from - 1] as Place, places[to - 1] as Place);
    await open[to - 1]?.refresh();
  };
  return { clock, places, meet, laptop: (n: number) => open[n - 1] as EncryptedBackend };
}

const policy = { name: 'p', spiffeIdPattern: 'a', pathPattern: 'b', permissions: ['read'] as const };

describe('two devices that wrote apart', () => {
  it('end equal, with every version of both', async () => {
    const { laptop, meet, clock } = await laptops(2);
    await put(laptop(1), 'a', 'one');
    await meet(1, 2);
    clock.advance(1_000);
    await put(laptop(1), 'a', 'of the first');
    await put(laptop(2), 'a', 'of the second');
    await put(laptop(2), 'b', 'alone');
    const met: unknown[] = [];
    laptop(1).whenMet((meeting) => met.push(meeting));
    await meet(2, 1);
    await meet(1, 2);
    expect(await readAll(laptop(2))).toEqual(await readAll(laptop(1)));
    const { versions } = await readAll(laptop(1));
    expect(versions.filter(({ path }) => path === 'a').map(({ fields }) => fields?.[0]?.value)).toHaveLength(
      3,
    );
    expect(met).toEqual([{ secrets: 1, paths: ['a'], records: 0, device: 'desk 2' }]);
    for (const n of [1, 2]) expect((await laptop(n).verify()).damaged).toEqual([]);
  });

  it('write nothing more once they are equal', async () => {
    const { laptop, meet } = await laptops(2);
    await put(laptop(1), 'a', 'x');
    await put(laptop(2), 'b', 'y');
    for (let round = 0; round < 2; round++) {
      await meet(1, 2);
      await meet(2, 1);
    }
    const revisions = [laptop(1).revision(), laptop(2).revision()];
    for (let round = 0; round < 3; round++) {
      await meet(1, 2);
      await meet(2, 1);
    }
    expect([laptop(1).revision(), laptop(2).revision()]).toEqual(revisions);
  });

  it('bring back an undelete, and nothing that was forgotten', async () => {
    const { laptop, meet } = await laptops(2);
    await put(laptop(1), 'a', 'x');
    await put(laptop(1), 'b', 'x');
    await laptop(1).write([{ op: 'delete', path: 'a' }]);
    await meet(1, 2);
    await laptop(2).write([
      { op: 'undelete', path: 'a' },
      { op: 'forget', path: 'b' },
    ]);
    await put(laptop(1), 'c', 'meanwhile');
    await meet(2, 1);
    await meet(1, 2);
    for (const n of [1, 2]) {
      expect((await laptop(n).loadSecret('a'))?.version).toBe(1);
      expect(await laptop(n).loadSecret('b')).toBeUndefined();
      expect((await laptop(n).loadSecret('c'))?.version).toBe(1);
    }
  });

  it('keep what was written apart of what the other forgot, without what was destroyed', async () => {
    const { laptop, meet, places, clock } = await laptops(2);
    await put(laptop(1), 'a', 'old');
    await meet(1, 2);
    clock.advance(1_000);
    await put(laptop(2), 'a', 'new');
    await laptop(1).write([{ op: 'forget', path: 'a' }]);
    const gone = [...(places[1]?.objects.keys() ?? [])].filter((id) => !places[0]?.objects.has(id));
    await meet(2, 1);
    await meet(1, 2);
    expect(gone.length).toBeGreaterThan(0);
    for (const n of [1, 2]) {
      expect((await laptop(n).loadSecret('a'))?.fields).toEqual(value('new'));
      expect((await laptop(n).loadInfo('a'))?.versions.map(({ destroyed }) => destroyed)).toEqual([
        true,
        undefined,
      ]);
    }
  });

  it('tell two versions apart that were written in one millisecond', async () => {
    const { laptop, meet } = await laptops(2);
    await put(laptop(1), 'a', 'first');
    await meet(1, 2);
    await put(laptop(1), 'a', 'destroyed');
    await put(laptop(2), 'a', 'kept');
    await laptop(1).write([{ op: 'destroy', path: 'a', versions: [2] }]);
    for (let round = 0; round < 2; round++) {
      await meet(1, 2);
      await meet(2, 1);
    }
    for (const n of [1, 2]) {
      const { versions } = await readAll(laptop(n));
      expect(versions.map(({ fields }) => fields?.[0]?.value).sort()).toEqual(['first', 'kept']);
      expect((await laptop(n).verify()).damaged).toEqual([]);
    }
    expect(await readAll(laptop(2))).toEqual(await readAll(laptop(1)));
  });

  it('never bring back a policy or client that one removed', async () => {
    const { laptop, meet, clock } = await laptops(2);
    const client = { name: 'c', spiffeId: 'd', key: 'e' };
    await laptop(1).write([
      { op: 'policy', policy },
      { op: 'client', client },
    ]);
    await meet(1, 2);
    await laptop(1).write([
      { op: 'delete-policy', name: 'p' },
      { op: 'delete-client', name: 'c' },
    ]);
    clock.advance(5_000);
    await laptop(2).write([
      { op: 'policy', policy: { ...policy, pathPattern: 'more' } },
      { op: 'client', client: { ...client, key: 'f' } },
    ]);
    await meet(2, 1);
    await meet(1, 2);
    for (const n of [1, 2]) {
      expect(await laptop(n).loadAllPolicies()).toEqual([]);
      expect(await laptop(n).loadAllClients()).toEqual([]);
    }
    await laptop(2).write([{ op: 'policy', policy }]);
    await meet(2, 1);
    expect((await laptop(1).loadAllPolicies()).map(({ name }) => name)).toEqual(['p']);
  });

  it('take the later of two settings, and both of two', async () => {
    const { laptop, meet, clock } = await laptops(2);
    await laptop(1).write([{ op: 'setting', name: 'theme', value: 'first' }]);
    clock.advance(1);
    await laptop(2).write([
      { op: 'setting', name: 'theme', value: 'second' },
      { op: 'setting', name: 'other', value: 'x' },
    ]);
    await meet(2, 1);
    await meet(1, 2);
    for (const n of [1, 2])
      expect([await laptop(n).loadSetting('theme'), await laptop(n).loadSetting('other')]).toEqual([
        'second',
        'x',
      ]);
  });

  it('wait for what has not come, and say so', async () => {
    const { laptop, meet, places } = await laptops(2);
    await put(laptop(2), 'a', 'late');
    const [one, two] = places as [Place, Place];
    const late = new Map([...two.objects].filter(([id]) => !one.objects.has(id)));
    carry(two, one);
    for (const id of late.keys()) one.objects.delete(id);
    await laptop(1).refresh();
    expect(await laptop(1).loadSecret('a')).toBeUndefined();
    expect(laptop(1).waiting).toMatchObject([{ device: '02'.repeat(16) }]);
    expect(laptop(1).damaged).toBe(false);
    await put(laptop(1), 'b', 'meanwhile');
    await meet(2, 1);
    expect((await laptop(1).loadSecret('a'))?.version).toBe(1);
    expect(laptop(1).waiting).toEqual([]);
  });

  it('read what was written apart where nothing can be written', async () => {
    const { laptop, places, clock } = await laptops(2);
    await put(laptop(1), 'a', 'x');
    await put(laptop(2), 'a', 'y');
    carry(places[0] as Place, places[1] as Place);
    const before = places[1]?.objects.size;
    const reader = await openLine(places[1] as Place, 2, clock, { readOnly: true });
    expect((await readAll(reader)).versions).toHaveLength(2);
    expect(places[1]?.objects.size).toBe(before);
  });
});

const hour = 60 * 60 * 1_000;

/** Each desk stores, so that all have a line, and sees the others'. */
async function known(count: number) {
  const made = await laptops(count);
  for (let n = 1; n <= count; n++) await put(made.laptop(n), `of/${n}`, 'x');
  for (let from = 1; from <= count; from++)
    for (let to = 1; to <= count; to++) if (from !== to) await made.meet(from, to);
  return made;
}

describe('what no head needs', () => {
  it('goes only once every device has a head that saw it noted', async () => {
    const { laptop, meet, clock } = await known(2);
    await put(laptop(1), 'a', 'x');
    await laptop(1).collect();
    clock.advance(2 * hour);
    expect(await laptop(1).collect()).toBe(0);
    clock.advance(200 * hour);
    expect(await laptop(1).collect()).toBe(0);
    // The other one has seen it; now this one must see that.
    await meet(1, 2);
    expect(await laptop(1).collect()).toBe(0);
    await meet(2, 1);
    expect(await laptop(1).collect()).toBeGreaterThan(0);
    expect((await laptop(1).verify()).damaged).toEqual([]);
  });

  it('stays as long as a head that has not been joined needs it', async () => {
    const { laptop, meet, clock, places } = await known(2);
    await put(laptop(1), 'a', 'x');
    await meet(1, 2);
    // Its objects come before the head that names them.
    await put(laptop(2), 'b', 'y');
    for (const [id, bytes] of places[1]?.objects ?? []) places[0]?.objects.set(id, bytes);
    await laptop(1).collect();
    await meet(1, 2);
    clock.advance(2 * hour);
    await meet(2, 1);
    await laptop(1).collect();
    expect((await laptop(1).loadSecret('b'))?.fields).toEqual(value('y'));
    expect((await laptop(1).verify()).damaged).toEqual([]);
  });
});
