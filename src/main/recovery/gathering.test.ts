import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { encodeSheetText } from '../../shared/sheets/sheet-text.ts';
import { slip39Words } from '../../shared/slip39-words.ts';
import { random } from '../crypto/primitives.ts';
import { wrapWithSecret } from '../keyslots/recovery.ts';
import { Gathering, subsetsOf, type Wanted } from './gathering.ts';
import { fingerprint, split } from './shares.ts';
import { splitSlip39 } from './testing/slip39-spec.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const vaultId = '3f2a90bc'.padEnd(32, '1');
const now = new Date('2026-05-03T00:00:00.000Z');
const rootKey = new Uint8Array(32).fill(0x42);

async function makeSet(threshold: number, shares: number, set = '7KQ2M9XT') {
  const secret = random(32);
  const { identifier, sheets } = await split(secret, { threshold, shares }, new Set());
  const bytes = Buffer.from(vaultId, 'hex');
  const { slot } = await wrapWithSecret({
    secret,
    rootKey,
    vaultId: bytes,
    set,
    identifier,
    threshold,
    shares,
    now,
  });
  const text = (sheet: number) => (sheets[sheet - 1] ?? []).join(' ');
  const code = (sheet: number) => encodeSheetText({ vault: vaultId, set, words: sheets[sheet - 1] ?? [] });
  return { slot, sheets, text, code, identifier };
}

type Made = Awaited<ReturnType<typeof makeSet>>;
const wantedOf = ({ slot }: Made, more: Partial<Wanted> = {}): Wanted => ({
  vaultId,
  slot,
  retired: [],
  ...more,
});
const collect = (made: Made, more?: Partial<Wanted>) => new Gathering('recover', wantedOf(made, more));

/** Shares that carry the set's name and are none of it. */
function forgeries({ slot, identifier }: Made): string[] {
  const { threshold, shares } = slot;
  return splitSlip39(random(32), { identifier, threshold, shares }).map((words) => words.join(' '));
}

async function refusal(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    return failureOf(error) ?? Promise.reject(error);
  }
  throw new Error('was not refused');
}

const made = await makeSet(3, 5);

describe('collecting sheets', () => {
  it('is complete with any T of N, in any order, as words or as codes in either case', async () => {
    const gathering = collect(made);
    expect(gathering.state()).toMatchObject({ purpose: 'recover', taken: [], need: 3, complete: false });
    expect(gathering.state().set).toEqual({
      set: '7KQ2M9XT',
      created: now.getTime(),
      shares: 5,
      threshold: 3,
    });
    await gathering.give(made.code(4));
    expect(gathering.fault()).toEqual({ code: 'wrong-shares', have: 1, need: 3 });
    await gathering.give(made.code(1).toLowerCase());
    expect(await gathering.give(made.text(5))).toMatchObject({
      taken: [4, 1, 5],
      complete: true,
      suspects: [],
    });
    expect(gathering.fault()).toBeUndefined();
    expect(await gathering.rootKey()).toEqual(rootKey);
    gathering.forget();
    expect(gathering.state()).toMatchObject({ taken: [], complete: false });
    expect(gathering.sheets()).toEqual([]);
  });

  it('of random N and T: every T-subset opens, no subset of T - 1 does', async () => {
    const size = fc
      .integer({ min: 1, max: 16 })
      .chain((threshold) => fc.tuple(fc.constant(threshold), fc.integer({ min: threshold, max: 16 })))
      .filter(([threshold, shares]) => threshold > 1 || shares === 1);
    await fc.assert(
      fc.asyncProperty(size, fc.infiniteStream(fc.nat()), async ([threshold, shares], numbers) => {
        const some = await makeSet(threshold, shares);
        const all = Array.from({ length: shares }, (_, index) => index + 1);
        for (const subset of sampled([...subsetsOf(all, threshold)], numbers, 12)) {
          const gathering = collect(some);
          for (const [place, sheet] of subset.entries()) {
            expect(gathering.state().complete).toBe(false);
            expect((await gathering.give(some.text(sheet))).complete).toBe(place === threshold - 1);
          }
          expect(await gathering.rootKey()).toEqual(rootKey);
          // Without one of them it is closed again.
          expect((await gathering.takeBack(subset[0] ?? 0)).complete).toBe(false);
          expect(await refusal(gathering.rootKey())).toEqual({
            code: 'wrong-shares',
            have: threshold - 1,
            need: threshold,
          });
        }
      }),
      { numRuns: long ? 200 : 12 },
    );
  }, 600_000);

  it('goes on when more sheets come than are needed', async () => {
    const gathering = collect(made);
    for (const sheet of [1, 2, 3, 4, 5]) await gathering.give(made.text(sheet));
    expect(gathering.state()).toMatchObject({ complete: true, suspects: [], taken: [1, 2, 3, 4, 5] });
  });

  it('to prove a set wants every sheet of it', async () => {
    const prints = made.sheets.map((words) => fingerprint(vaultId, made.slot.set, words));
    const gathering = new Gathering('prove', wantedOf(made, { prints }));
    for (const sheet of [5, 4, 3, 2]) expect((await gathering.give(made.text(sheet))).complete).toBe(false);
    expect(gathering.fault()).toEqual({ code: 'wrong-shares', have: 4, need: 5 });
    // Enough to open the vault, and still no reason to give its key.
    expect(await refusal(gathering.rootKey())).toEqual({ code: 'wrong-shares', have: 4, need: 5 });
    expect((await gathering.give(made.text(1))).complete).toBe(true);
  });

  it('takes a sheet that comes while others are tried in its turn', async () => {
    const big = await makeSet(4, 9);
    const forged = forgeries(big);
    const gathering = collect(big);
    for (const sheet of [7, 8, 9]) await gathering.give(big.text(sheet));
    for (const bad of forged.slice(0, 4)) await gathering.give(bad);
    // The first is tried with every three of seven, the second opens at the first try.
    await Promise.all([gathering.give(forged[4] ?? ''), gathering.give(big.text(6))]);
    expect(gathering.state()).toMatchObject({ complete: true, suspects: [1, 2, 3, 4, 5] });
  });
});

describe('a sheet that is refused', () => {
  it('longer than any sheet is, without a look at it', async () => {
    const give = (length: number) => refusal(collect(made).give('a'.repeat(length)));
    expect(await give(10_000)).toMatchObject({ reason: 'unknown-words' });
    expect(await give(10_001)).toEqual({ code: 'share-refused', reason: 'too-many-words' });
  });

  const retired = {
    set: 'QQQQQQQQ',
    identifier: 77,
    created: '2025-05-03T00:00:00.000Z',
    ended: '2025-06-09T00:00:00.000Z',
  };
  const times = { created: Date.UTC(2025, 4, 3), ended: Date.UTC(2025, 5, 9) };

  it('twice the same, or the same number with other words', async () => {
    const gathering = collect(made);
    await gathering.give(made.text(2));
    expect(await refusal(gathering.give(made.code(2)))).toMatchObject({ reason: 'same-sheet', sheet: 2 });
    const forged = forgeries(made)[1] ?? '';
    expect(await refusal(gathering.give(forged))).toMatchObject({ reason: 'contradicts', sheet: 2 });
    expect(gathering.state().taken).toEqual([2]);
  });

  it('of another vault, a set that ended, and a set that is not known', async () => {
    const gathering = collect(made, { retired: [retired] });
    const words = made.sheets[0] ?? [];
    const vault = 'ff'.repeat(16);
    const give = (text: string) => refusal(gathering.give(text));
    expect(await give(encodeSheetText({ vault, set: '7KQ2M9XT', words }))).toMatchObject({
      reason: 'other-vault',
    });
    expect(await give(encodeSheetText({ vault: vaultId, set: 'QQQQQQQQ', words }))).toEqual({
      code: 'share-refused',
      reason: 'retired-set',
      set: 'QQQQQQQQ',
      ...times,
    });
    expect(await give(encodeSheetText({ vault: vaultId, set: 'ZZZZZZZZ', words }))).toMatchObject({
      reason: 'other-set',
      set: 'ZZZZZZZZ',
      wanted: gathering.state().set?.set,
    });
    const old = splitSlip39(random(32), { identifier: 77, threshold: 2, shares: 3 })[2] ?? [];
    expect(await give(old.join(' '))).toMatchObject({ reason: 'retired-set', sheet: 3, ...times });
    const identifier = (made.identifier + 1) % 0x8000;
    const strange = splitSlip39(random(32), { identifier, threshold: 3, shares: 5 })[0] ?? [];
    expect(await give(strange.join(' '))).toMatchObject({ reason: 'other-set', sheet: 1 });
    const wider = splitSlip39(random(32), { identifier: made.identifier, threshold: 3, shares: 9 })[8] ?? [];
    expect(await give(wider.join(' '))).toMatchObject({ reason: 'other-set', sheet: 9 });
    const easier = splitSlip39(random(32), { identifier: made.identifier, threshold: 2, shares: 5 })[0] ?? [];
    expect(await give(easier.join(' '))).toMatchObject({ reason: 'other-set', sheet: 1 });
    expect(gathering.state().taken).toEqual([]);
  });

  it('any, where there is no set: but one that ended is told apart', async () => {
    const gathering = new Gathering('recover', {
      vaultId,
      retired: [{ ...retired, identifier: made.identifier }],
    });
    expect(await refusal(gathering.give(made.text(1)))).toMatchObject({ reason: 'ended-set' });
    const none = new Gathering('recover', { vaultId, retired: [] });
    expect(await refusal(none.give(made.text(1)))).toEqual({ code: 'no-set', what: 'active' });
    expect(none.fault()).toEqual({ code: 'no-set', what: 'active' });
  });

  it('a forged one, at once where the vault is open', async () => {
    const prints = made.sheets.map((words) => fingerprint(vaultId, made.slot.set, words));
    const gathering = new Gathering('rehearse', wantedOf(made, { prints }));
    expect(await refusal(gathering.give(forgeries(made)[4] ?? ''))).toEqual({
      code: 'share-refused',
      reason: 'not-genuine',
      sheet: 5,
    });
  });
});

describe('a corrupt sheet among enough', () => {
  it('is found and named once more come than are needed, however many are corrupt', async () => {
    const [, two = '', , four = ''] = forgeries(made);
    const gathering = collect(made);
    await gathering.give(two);
    await gathering.give(made.text(1));
    expect(await gathering.give(made.text(3))).toMatchObject({ complete: false, suspects: [] });
    expect(gathering.fault()).toEqual({ code: 'wrong-shares', have: 3, need: 3 });
    expect(await gathering.give(four)).toMatchObject({ complete: false });
    expect(await gathering.give(made.text(5))).toMatchObject({ complete: true, suspects: [2, 4] });
    expect(await gathering.rootKey()).toEqual(rootKey);
    expect(await gathering.takeBack(2)).toMatchObject({ complete: true, suspects: [4] });
  });

  it('is found among 16 in bounded time', async () => {
    const big = await makeSet(8, 16);
    const forged = forgeries(big);
    const gathering = collect(big);
    await gathering.give(forged[0] ?? '');
    for (let sheet = 2; sheet <= 9; sheet++) await gathering.give(big.text(sheet));
    expect(gathering.state()).toMatchObject({ complete: true, suspects: [1] });
  });

  it('is found when most are corrupt and the last good one comes last, and sheets may come all at once', async () => {
    const big = await makeSet(4, 8);
    const forged = forgeries(big);
    const gathering = collect(big);
    const given = Array.from({ length: 8 }, (_, index) =>
      gathering.give(index < 4 ? (forged[index] ?? '') : big.text(index + 1)),
    );
    await Promise.all(given);
    expect(gathering.state()).toMatchObject({ complete: true, suspects: [1, 2, 3, 4] });
    expect(await gathering.rootKey()).toEqual(rootKey);
    for (let sheet = 1; sheet <= 4; sheet++) await gathering.takeBack(sheet);
    expect(await gathering.takeBack(8)).toMatchObject({ complete: false, suspects: [] });
  });
});

describe('whatever is given as words or as the text of a code', () => {
  it('is taken or refused with a failure of ours, and never changes what was taken when refused', async () => {
    const word = fc.constantFrom(...slip39Words);
    const genuine = fc.integer({ min: 1, max: 5 }).map((sheet) => made.text(sheet));
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(word, { maxLength: 70 }).map((words) => words.join(' ')),
      fc.tuple(genuine, fc.nat(300), fc.string({ maxLength: 4 })).map(([good, at, noise]) => {
        return good.slice(0, at) + noise + good.slice(at + noise.length);
      }),
      fc
        .tuple(
          fc.constantFrom('HOLDFAST 1 3F2A90BC 7KQ2M9XT', 'HOLDFAST 2', 'HOLDFAST'),
          fc.string(),
          genuine,
        )
        .map((parts) => parts.join(' ').toUpperCase()),
      fc.constantFrom('a'.repeat(10_001), '1 '.repeat(5_000), '\u202e', '🔑'.repeat(40), 'İ'.repeat(33)),
    );
    const gathering = collect(made);
    await gathering.give(made.text(1));
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        const before = gathering.state();
        const failure = await gathering.give(input).then(
          (state) => state.taken.slice(1).forEach((sheet) => void gathering.takeBack(sheet)),
          (error: unknown) => failureOf(error) ?? Promise.reject(error),
        );
        await gathering.takeBack(0);
        if (failure === undefined) return;
        expect(failure.code).toBe('share-refused');
        expect(gathering.state()).toEqual(before);
      }),
      { numRuns: long ? 100_000 : 2_000 },
    );
  }, 1_800_000);
});

/** At most `most` of these, drawn by the numbers. */
function sampled<T>(all: readonly T[], numbers: Iterator<number>, most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, () => all[(numbers.next().value as number) % all.length] as T);
}
