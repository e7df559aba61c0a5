import fc from 'fast-check';
import { expect } from 'vitest';
import { hasNotCome } from '../../store/missing.ts';
import type { EncryptedBackend } from '../encrypted.ts';
import { type Clock, readAll, stoppedClock } from './harness.ts';
import { carry, copyPlace, makePlace, openLine, type Place } from './lines.ts';
import type { Operation } from './operations.ts';
import { writeMixed } from './write.ts';

/** What one device does, or a sync tool from one to another. `half`: only some of it has come. */
export type Step =
  | { readonly device: number; readonly operation: Operation; readonly atOnce: boolean }
  | { readonly from: number; readonly to: number; readonly half: boolean };

const device = fc.integer({ min: 0, max: 3 });
const carried = fc.record({ from: device, to: device, half: fc.boolean() });

/** Steps with these operations. */
export function stepOf(operations: fc.Arbitrary<Operation>): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ device, operation: operations, atOnce: fc.boolean() }) },
    { weight: 2, arbitrary: carried },
  );
}

/** What the clock of each device is ahead, in ms. */
export type Ahead = readonly [number, number, number, number];
const hour = 60 * 60 * 1_000;
const clockAhead = fc.constantFrom(0, 0, 7 * hour, -3 * hour);
export const anyAhead: fc.Arbitrary<Ahead> = fc.tuple(clockAhead, clockAhead, clockAhead, clockAhead);

async function perform(backend: EncryptedBackend, { ...one }: Operation): Promise<void> {
  if (one.do === 'transaction') await writeMixed(backend, one.changes).catch(refused);
  if (one.do === 'collect') await backend.collect();
  if (one.do === 'rotate') await backend.rotate();
}

function refused(error: unknown): void {
  // A change that the vault's state does not allow is refused with a failure of ours.
  if (!(error instanceof Error) || error.name !== 'HoldfastError') throw error;
}

/** All that says what is new, and every other object. */
function halfOf({ objects, lines }: Place): Place {
  return { objects: new Map([...objects].filter((_, n) => n % 2 === 0)), lines };
}

/** Opens a device's copy; where too little of it has come, once the rest has. */
async function openOnceCome(places: readonly Place[], n: number, clock: Clock): Promise<EncryptedBackend> {
  const at = places[n] as Place;
  try {
    return await openLine(at, n + 1, clock);
  } catch (error) {
    if (!hasNotCome(error)) throw error;
    for (const from of places) if (from !== at) carry(from, at);
    return openLine(at, n + 1, clock);
  }
}

/** Carries everything everywhere until nobody writes any more. */
async function settle(places: readonly Place[], open: readonly EncryptedBackend[]): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const before = open.map((one) => one.revision()).join();
    for (const [i, from] of places.entries())
      for (const [j, to] of places.entries()) {
        if (i === j) continue;
        carry(from, to);
        await open[j]?.refresh();
      }
    if (open.map((one) => one.revision()).join() === before) return;
  }
  throw new Error('the devices write on and on');
}

/** Lets devices do all that, and sees that they end equal and whole. */
export async function runDevices(count: number, ahead: Ahead, steps: readonly Step[]): Promise<void> {
  const clock = stoppedClock();
  const clockOf = (n: number) => ({ ...clock, now: () => clock.now() + (ahead[n] ?? 0) });
  const first = await makePlace(clock);
  const places = Array.from({ length: count }, () => copyPlace(first));
  const open = await Promise.all(places.map((place, n) => openLine(place, n + 1, clockOf(n))));
  for (const one of steps) {
    if ('from' in one || !one.atOnce) clock.advance(1);
    if ('from' in one) {
      const [from, to] = [one.from % count, one.to % count];
      if (from === to) continue;
      const all = places[from] as Place;
      carry(one.half ? halfOf(all) : all, places[to] as Place);
      await open[to]?.refresh();
    } else if (one.operation.do === 'wait') clock.advance(one.operation.milliseconds);
    else if (one.operation.do === 'reopen') {
      const n = one.device % count;
      await open[n]?.close();
      open[n] = await openOnceCome(places, n, clockOf(n));
    } else await perform(open[one.device % count] as EncryptedBackend, one.operation);
  }
  await settle(places, open);
  // By every clock what expires has expired.
  clock.advance(24 * hour);
  const [known, ...others] = await Promise.all(open.map((one) => readAll(one)));
  for (const other of others) expect(other).toEqual(known);
  for (const one of open) {
    expect(one.waiting).toEqual([]);
    expect((await one.verify()).damaged).toEqual([]);
    await one.close();
  }
}
