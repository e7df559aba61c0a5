import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { Keyring } from '../format/keyring.ts';
import { readAll, stoppedClock, value } from '../testing/harness.ts';
import { carry, copyPlace, makePlace, openLine } from '../testing/lines.ts';
import { type Operation, operation } from '../testing/operations.ts';
import { anyAhead, runDevices, stepOf } from '../testing/random-devices.ts';
import { writeMixed } from '../testing/write.ts';

// Every new term gets the next number, so that devices that rotate their keys apart choose it alike.
vi.mock('../format/keyring.ts', async (original) => ({
  ...(await original<typeof import('../format/keyring.ts')>()),
  randomStep: () => 1,
}));

const long = process.env['HOLDFAST_LONG'] === '1';
const rotation: fc.Arbitrary<Operation> = fc.constant({ do: 'rotate' });

it('devices that gave one number to different keys keep what each sealed under it', async () => {
  const clock = stoppedClock();
  const first = await makePlace(clock);
  const places = [copyPlace(first), copyPlace(first)] as const;
  const [one, two] = [await openLine(places[0], 1, clock), await openLine(places[1], 2, clock)];
  for (const [backend, path] of [
    [one, 'a'],
    [two, 'b'],
  ] as const) {
    await backend.rotate();
    await backend.write([{ op: 'store', path, fields: value(`of ${path}`) }]);
    const told = { time: 1, client: path, action: 'read', outcome: 'done' };
    await writeMixed(backend, [{ op: 'audit', entry: told }]);
    await backend.write([{ op: 'store', path: 'both', fields: value(`of ${path}`), keepOlder: true }]);
  }
  for (let round = 0; round < 2; round++) {
    carry(places[0], places[1]);
    await two.refresh();
    carry(places[1], places[0]);
    await one.refresh();
  }
  expect(await readAll(one)).toEqual(await readAll(two));
  for (const backend of [one, two]) {
    expect((await backend.loadSecret('a'))?.fields).toEqual(value('of a'));
    expect((await backend.loadSecret('b'))?.fields).toEqual(value('of b'));
    const { versions } = await readAll(backend);
    expect(versions.filter(({ path }) => path === 'both')).toHaveLength(2);
    expect([(await backend.verify()).damaged, backend.waiting]).toEqual([[], []]);
  }
  // And they stop: neither seals anything anew because of what the other did.
  const revisions = [one.revision(), two.revision()];
  carry(places[0], places[1]);
  await two.refresh();
  carry(places[1], places[0]);
  await one.refresh();
  expect([one.revision(), two.revision()]).toEqual(revisions);
});

it('devices that rotate their keys apart, and meet in any order, end equal', async () => {
  const steps = stepOf(fc.oneof({ weight: 3, arbitrary: operation }, { weight: 1, arbitrary: rotation }));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 4 }),
      anyAhead,
      fc.array(steps, { minLength: 5, maxLength: 40, size: 'max' }),
      runDevices,
    ),
    { numRuns: long ? 500 : 15 },
  );
}, 600_000);

it('a ring takes over no term whose number has another key here, from whichever side', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 2, max: 6 }), { maxLength: 4 });
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const common = Keyring.make('ab'.repeat(16), 1);
      const rings = [a, b, c].map((some) => ringWith(common, some));
      const [x, y, z] = rings as [Keyring, Keyring, Keyring];
      const terms = (ring: Keyring) => [...ring.terms].sort();
      expect(terms(x.united(x).keys)).toEqual(terms(x));
      expect(x.united(x).foreign.size).toBe(0);
      expect(terms(x.united(y).keys)).toEqual(terms(y.united(x).keys));
      expect(x.united(y).foreign).toEqual(y.united(x).foreign);
      expect(terms(x.united(y).keys.united(z).keys)).toEqual(terms(x.united(y.united(z).keys).keys));
    }),
  );
});

/** The same ring, and terms of its own with these numbers. */
function ringWith(common: Keyring, numbers: readonly number[]): Keyring {
  const ring = Keyring.fromHead('ab'.repeat(16), common.export() as never);
  for (const number of [...numbers].sort()) ring.rotate(1, number - ring.current);
  return ring;
}
