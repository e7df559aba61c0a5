import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Gathered } from './genuine.ts';
import { random, secretKey } from './primitives.ts';
import { open, seal } from './seal.ts';

const key = secretKey(random(32));
const aadOf = (n: number) => `holdfast/1/object\nvault\nversion\n${'x'.repeat(n % 40)}${n}`;
const sizes = fc.array(fc.oneof(fc.nat(70), fc.nat(2_000)), { minLength: 1, maxLength: 40 });

interface One {
  aad: string;
  sealed: Uint8Array;
}
const made = (lengths: readonly number[]): One[] =>
  lengths.map((length, n) => ({
    aad: aadOf(n),
    sealed: seal(key, Buffer.from(aadOf(n)), random(length)),
  }));

function together(all: readonly One[], under = key): boolean {
  const gathered = new Gathered(under);
  for (const { aad, sealed } of all) if (!gathered.add(aad, sealed)) return false;
  return gathered.allGenuine();
}
const apart = (all: readonly One[]) =>
  all.every(({ aad, sealed }) => open(key, Buffer.from(aad), sealed) !== undefined);

it('says of seals together what opening each by itself says: all genuine', () => {
  fc.assert(
    fc.property(sizes, (lengths) => {
      expect(together(made(lengths))).toBe(true);
    }),
  );
});

it('one bit of any part of any of them, and they are not', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), fc.nat(7), (lengths, which, where, bit) => {
      const all = made(lengths);
      const { sealed } = all[which % all.length] as One;
      const at = where % sealed.length;
      sealed[at] = (sealed[at] ?? 0) ^ (1 << bit);
      expect(together(all)).toBe(false);
      expect(apart(all)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

it('swapped, renamed, cut off, lengthened, of another key, or changed so that the changes would cancel out: not genuine', () => {
  const [a, b, c] = made([40, 40, 300]) as [One, One, One];
  expect(together([a, b, c])).toBe(true);
  expect(together([{ ...a, sealed: b.sealed }, { ...b, sealed: a.sealed }, c])).toBe(false);
  expect(together([{ ...a, aad: `${a.aad}0` }, b, c])).toBe(false);
  expect(together([{ ...a, sealed: a.sealed.subarray(0, -1) }, b, c])).toBe(false);
  expect(together([{ ...a, sealed: Buffer.concat([a.sealed, new Uint8Array(1)]) }, b, c])).toBe(false);
  expect(together([a, b, c], secretKey(random(32)))).toBe(false);
  // The same difference in two tags, or in a tag and in the block that it is added to.
  for (const at of [1, 16]) {
    const [x, y] = [Buffer.from(a.sealed), Buffer.from(b.sealed)];
    for (const one of [x, y]) one[one.length - at] = (one[one.length - at] ?? 0) ^ 1;
    expect(together([{ ...a, sealed: x }, { ...b, sealed: y }, c])).toBe(false);
  }
});

it('takes what has room, and nothing too short to be a seal; can be used again', () => {
  const gathered = new Gathered(key);
  expect(gathered.add('a', new Uint8Array(27))).toBe(false);
  const long = { aad: 'a', sealed: seal(key, Buffer.from('a'), random(1024 * 1024)) };
  expect(gathered.add(long.aad, long.sealed)).toBe(false);
  const [small] = made([5]) as [One];
  let taken = 0;
  while (gathered.add(small.aad, small.sealed)) taken += 1;
  expect(taken).toBe(4_096);
  expect(gathered.allGenuine()).toBe(true);
  expect(gathered.add(small.aad, small.sealed.slice().fill(0))).toBe(true);
  expect(gathered.allGenuine()).toBe(false);
  expect(gathered.add(small.aad, small.sealed)).toBe(true);
  expect(gathered.allGenuine()).toBe(true);
});
