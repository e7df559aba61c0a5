import { expect, it } from 'vitest';
import { derive } from '../../crypto/derive.ts';
import { EncryptedBackend } from '../encrypted.ts';
import { parseManifest } from '../format/manifest.ts';
import { openedWith } from '../meet.ts';
import { grace } from '../sweep.ts';
import { stoppedClock, testKey, value } from '../testing/harness.ts';
import { carry, copyPlace, deviceId, makePlace, openLine, type Place } from '../testing/lines.ts';
import { MemoryStore } from '../testing/memory-store.ts';

const put = (backend: EncryptedBackend, path: string, text: string) =>
  backend.write([{ op: 'store', path, fields: value(text) }]);
const record = { time: 1, client: 'owner', action: 'device.gone', path: 'desk 2', outcome: 'done' };

/** Two devices that know each other; the second is away from then on. */
async function away() {
  const clock = stoppedClock();
  const [one, two] = [await makePlace(clock)].flatMap((place) => [place, copyPlace(place)]);
  if (one === undefined || two === undefined) throw new Error('no place');
  const [here, there] = [await openLine(one, 1, clock), await openLine(two, 2, clock)];
  await put(there, 'b', 'of the second');
  carry(two, one);
  await here.refresh();
  await here.write([{ op: 'policy', policy: policy('early') }]);
  await put(here, 'a', 'of the first');
  carry(one, two);
  await there.refresh();
  carry(two, one);
  await here.refresh();
  return { clock, one, two, here, there };
}

const goneOf = (backend: EncryptedBackend) =>
  backend.devices.list().find(({ id }) => id === deviceId(2))?.gone;

/** The keys of before that the first device's head keeps, under the new root key. */
function earlierIn({ lines }: Place) {
  const line = lines.get(deviceId(1)) ?? new Map<number, Uint8Array>();
  const revision = Math.max(...line.keys());
  const bytes = line.get(revision) ?? new Uint8Array();
  const { vault } = parseManifest(bytes).header;
  const key = derive(testKey(8), Buffer.from(vault, 'hex'), 'head');
  return openedWith([key], { manifest: { revision, bytes } })?.snapshot.head.earlier;
}

it('a device that is declared gone holds up no sweep, and the audit tells of it', async () => {
  const { clock, here } = await away();
  for (let n = 0; n < 4; n++) await put(here, 'a', `text ${n}`);
  const swept = async () => {
    clock.advance(grace);
    return here.collect();
  };
  await swept();
  expect(await swept()).toBe(0);
  expect(await swept()).toBe(0);
  await here.devices.declareGone(deviceId(2), record);
  expect(here.devices.list()).toMatchObject([
    { id: deviceId(1), own: true, name: 'desk 1' },
    { id: deviceId(2), own: false, name: 'desk 2', gone: clock.now(), awaited: 0 },
  ]);
  expect(await here.readAudit({ actions: ['device.gone'] })).toMatchObject([record]);
  expect(await swept()).toBeGreaterThan(0);
  expect((await here.verify()).damaged).toEqual([]);
});

it('it comes back with what it writes afterwards, everywhere', async () => {
  const { clock, one, two, here, there } = await away();
  const three = copyPlace(one);
  const third = await openLine(three, 3, clock);
  await here.devices.declareGone(deviceId(2), record);
  await put(here, 'a', 'next');
  carry(one, three);
  await third.refresh();
  expect(goneOf(third)).toBe(clock.now());
  clock.advance(1_000);
  await put(there, 'c', 'after all');
  for (const [place, backend] of [
    [one, here],
    [three, third],
  ] as const) {
    carry(two, place);
    await backend.refresh();
    expect(goneOf(backend)).toBeUndefined();
    expect((await backend.loadSecret('c'))?.fields).toEqual(value('after all'));
  }
  // A head that still has it as gone changes nothing.
  await put(third, 'd', 'x');
  carry(three, one);
  await here.refresh();
  expect(goneOf(here)).toBeUndefined();
});

it.each([true, false])(
  'what comes by half stays, and is no damage: after it was declared gone %s',
  async (isGone) => {
    const { clock, one, two, here, there } = await away();
    if (isGone) await here.devices.declareGone(deviceId(2), record);
    clock.advance(1_000);
    await put(there, 'c', 'after all');
    const late = [...two.objects].filter(([id]) => !one.objects.has(id));
    carry(two, one);
    for (const [id] of late.slice(1)) one.objects.delete(id);
    for (let n = 0; n < 3; n++) {
      clock.advance(grace);
      await here.collect();
    }
    expect(here.devices.list()[1]).toMatchObject({ awaited: expect.any(Number) });
    expect([here.waiting.length, here.damaged]).toEqual([1, false]);
    for (const [id, bytes] of late.slice(1)) one.objects.set(id, bytes);
    await here.refresh();
    expect(here.waiting).toEqual([]);
    expect((await here.loadSecret('c'))?.fields).toEqual(value('after all'));
    expect((await here.verify()).damaged).toEqual([]);
  },
);

it('the keys before go once the only device that lacks the new ones is declared gone', async () => {
  const { one, here } = await away();
  await here.storeKeySlots(here.keySlots(), testKey(8));
  await here.renew();
  expect(here.renewing).toBe(true);
  expect(earlierIn(one)).toHaveLength(1);
  await here.devices.declareGone(deviceId(2), record);
  await here.renew();
  expect(here.renewing).toBe(false);
  expect(earlierIn(one)).toBeUndefined();
  expect((await here.verify()).damaged).toEqual([]);
});

it('where all share one line, devices of before hold up no new keys', async () => {
  const { clock, one } = await away();
  const manifests = one.lines.get(deviceId(1)) ?? new Map();
  const store = new MemoryStore({ objects: one.objects, manifests });
  const backend = new EncryptedBackend(store, testKey(), clock.now);
  await backend.initialize();
  expect(backend.devices.list().map(({ own }) => own)).toEqual([false, false]);
  await backend.storeKeySlots(backend.keySlots(), testKey(8));
  await backend.renew();
  expect(backend.renewing).toBe(false);
});

it('a device of which nothing but a part has come is listed, and can be declared gone', async () => {
  const { clock, one, here } = await away();
  const four = copyPlace(one);
  const fourth = await openLine(four, 4, clock);
  await put(fourth, 'd', 'new');
  const before = new Set(one.objects.keys());
  carry(four, one);
  for (const id of one.objects.keys()) if (!before.has(id)) one.objects.delete(id);
  await here.refresh();
  const listed = () => here.devices.list().find(({ id }) => id === deviceId(4));
  expect(listed()).toMatchObject({ name: '', own: false, awaited: expect.any(Number) });
  expect(listed()?.awaited).toBeGreaterThan(0);
  await here.devices.declareGone(deviceId(4), record);
  expect(listed()).toMatchObject({ gone: clock.now() });
  carry(four, one);
  await here.refresh();
  expect(listed()).toMatchObject({ name: 'desk 4', awaited: 0 });
  expect(listed()?.gone).toBeUndefined();
});

const policy = (name: string) => ({
  name,
  spiffeIdPattern: 'spiffe://x/**',
  pathPattern: '**',
  permissions: ['read' as const],
});

it('it opens again after what its own head names was removed, and goes on', async () => {
  const { clock, one, two, here, there } = await away();
  await here.devices.declareGone(deviceId(2), record);
  for (let n = 0; n < 4; n++) await put(here, 'a', `text ${n}`);
  await here.write([{ op: 'policy', policy: policy('later') }]);
  for (let n = 0; n < 3; n++) {
    clock.advance(grace);
    await here.collect();
  }
  await here.close();
  await there.close();
  const left = new Set(one.objects.keys());
  const removed = [...two.objects.keys()].filter((id) => !left.has(id));
  expect(removed.length).toBeGreaterThan(0);
  for (const id of removed) two.objects.delete(id);
  carry(one, two);
  const back = await openLine(two, 2, clock);
  expect((await back.loadSecret('a'))?.fields).toEqual(value('text 3'));
  expect((await back.loadSecret('b'))?.fields).toEqual(value('of the second'));
  expect((await back.loadAllPolicies()).map(({ name }) => name)).toEqual(['early', 'later']);
  expect([back.waiting.length, back.damaged]).toEqual([0, false]);
  clock.advance(1_000);
  await put(back, 'c', 'after all');
  carry(two, one);
  const again = await openLine(one, 1, clock);
  expect((await again.loadSecret('c'))?.fields).toEqual(value('after all'));
  expect(goneOf(again)).toBeUndefined();
  for (const backend of [back, again]) expect((await backend.verify()).damaged).toEqual([]);
});
