import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EncryptedBackend } from '../encrypted.ts';
import { readAll, stoppedClock } from '../testing/harness.ts';
import { carry, copyPlace, makePlace, openLine, type Place } from '../testing/lines.ts';
import { type Operation, operation } from '../testing/operations.ts';
import { writeMixed } from '../testing/write.ts';

const long = process.env['HOLDFAST_LONG'] === '1';

/** What one device does, or a sync tool from one to another. */
type Step =
  | { readonly device: number; readonly operation: Operation; readonly atOnce: boolean }
  | { readonly from: number; readonly to: number; readonly apart?: true };

const device = fc.integer({ min: 0, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ device, operation, atOnce: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ from: device, to: device }) },
);

async function perform(backend: EncryptedBackend, { ...one }: Operation): Promise<void> {
  if (one.do === 'transaction') await writeMixed(backend, one.changes).catch(refused);
  if (one.do === 'collect') await backend.collect();
  if (one.do === 'rotate') await backend.rotate();
}

function refused(error: unknown): void {
  // A change that the vault's state does not allow is refused with a failure of ours.
  if (!(error instanceof Error) || error.name !== 'HoldfastError') throw error;
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

async function run(count: number, steps: readonly Step[]): Promise<void> {
  const clock = stoppedClock();
  const first = await makePlace(clock);
  const places = Array.from({ length: count }, () => copyPlace(first));
  const open = await Promise.all(places.map((place, n) => openLine(place, n + 1, clock)));
  for (const one of steps) {
    if ('from' in one || !one.atOnce) clock.advance(1);
    if ('from' in one) {
      const [from, to] = [one.from % count, one.to % count];
      if (from === to) continue;
      carry(places[from] as Place, places[to] as Place);
      await open[to]?.refresh();
    } else if (one.operation.do === 'wait') clock.advance(one.operation.milliseconds);
    else if (one.operation.do === 'reopen') {
      const n = one.device % count;
      await open[n]?.close();
      open[n] = await openLine(places[n] as Place, n + 1, clock);
    } else await perform(open[one.device % count] as EncryptedBackend, one.operation);
  }
  await settle(places, open);
  const [known, ...others] = await Promise.all(open.map((one) => readAll(one)));
  for (const other of others) expect(other).toEqual(known);
  for (const one of open) {
    expect(one.waiting).toEqual([]);
    expect((await one.verify()).damaged).toEqual([]);
    await one.close();
  }
}

// A failure prints the seed, the path and the shrunk steps: put `{ seed, path }` beside `numRuns`
// to replay it.
it('devices that write apart and meet in any order end equal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 4 }),
      fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
      run,
    ),
    { numRuns: long ? 1_000 : 40 },
  );
}, 600_000);
