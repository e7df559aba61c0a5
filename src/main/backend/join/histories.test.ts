import { describe, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import type { SecretEvent } from '../../../shared/secret-schema.ts';
import type { MergedVersion } from '../changes.ts';
import type { Entry } from '../format/entry.ts';
import { joinHistories, type Known } from './histories.ts';

type Version = readonly [
  n: number,
  mark: string,
  created: number,
  rest?: { expires?: number; deleted?: number },
];

function side(...versions: Version[]): { entry: Entry; known: Known[] } {
  const all = versions.map(([n, mark, created, rest]) => ({
    ...{ n, created, ...rest },
    ref: { id: mark as ObjectId, term: 1 },
  }));
  const common = { path: 'p', created: 1, updated: 1, tags: [], custom: [], indexed: 0, fields: [] };
  return {
    entry: { ...common, newest: versions.at(-1)?.[0] ?? 0, versions: all },
    known: all.map((version) => ({ version, mark: version.ref.id })),
  };
}

/** The merged versions by what they hold, whichever side is ours. */
function joined(a: ReturnType<typeof side>, b: ReturnType<typeof side>) {
  const [one, two] = [
    [a, b],
    [b, a],
  ].map(([ours, theirs]) => {
    const given = { ours: ours?.entry as Entry, theirs: theirs?.entry as Entry };
    const known = { ourVersions: ours?.known ?? [], theirVersions: theirs?.known ?? [] };
    const change = joinHistories({ ...given, ...known });
    const marks = new Map(ours?.known.map(({ version, mark }) => [version.n, mark] as const));
    const left = [...(theirs?.known ?? [])].filter(({ mark }) => ![...marks.values()].includes(mark));
    const all = change?.versions.map(({ n, here, created, expires, deleted }) => {
      const mark =
        here === undefined ? left.find(({ version }) => version.created === created)?.mark : marks.get(here);
      return { n, mark, expires, deleted };
    });
    return (
      all ?? ours?.known.map(({ version: { n, expires, deleted }, mark }) => ({ n, mark, expires, deleted }))
    );
  });
  expect(two).toEqual(one);
  return one ?? [];
}

const marks = (versions: { mark: string | undefined }[]) => versions.map(({ mark }) => mark).join('');

describe('two histories in one', () => {
  it('go by their times', () => {
    expect(marks(joined(side([1, 'a', 1], [2, 'c', 3]), side([1, 'a', 1], [2, 'b', 2])))).toBe('abc');
  });

  it('keep what was stored later behind what was stored before, whatever its own time says', () => {
    const imported = side([1, 'a', 1], [2, 'c', 9], [3, 'd', 2]);
    expect(marks(joined(imported, side([1, 'a', 1], [2, 'b', 5])))).toBe('abcd');
    // Of both: the one that they share comes after all that came before it in either.
    expect(marks(joined(imported, side([1, 'a', 1], [3, 'd', 2], [4, 'e', 4])))).toBe('acde');
    expect(marks(joined(imported, side([1, 'a', 1], [2, 'b', 5], [3, 'd', 2])))).toBe('abcd');
  });

  it('end, and end alike, where two versions lie the other way round', () => {
    expect(
      marks(joined(side([1, 'a', 2], [2, 'b', 1], [3, 'c', 3]), side([1, 'b', 1], [2, 'a', 2], [3, 'd', 4]))),
    ).toBe('bacd');
  });

  it('take one numbering where both have all in one order, and numbered only some of it alike', () => {
    const joinedOnes = joined(
      side([1, 'a', 1], [6, 'b', 2], [11, 'c', 3]),
      side([1, 'a', 1], [10, 'b', 2], [11, 'c', 3]),
    );
    expect(joinedOnes.map(({ n, mark }) => [n, mark])).toEqual([
      [1, 'a'],
      [10, 'b'],
      [11, 'c'],
    ]);
  });

  it('give no number to another version than it meant before', () => {
    // Ours was the first and is the second since it met another copy.
    const ours = side([2, 'b', 19], [3, 'c', 22]);
    expect(joined(ours, side([1, 'a', 17])).map(({ n, mark }) => [n, mark])).toEqual([
      [4, 'a'],
      [5, 'b'],
      [6, 'c'],
    ]);
    // Both have all, and went on with the same numbers.
    const swapped = [side([2, 'a', 1], [3, 'b', 2]), side([3, 'a', 1], [4, 'b', 2])] as const;
    expect(joined(...swapped).map(({ n, mark }) => [n, mark])).toEqual([
      [5, 'a'],
      [6, 'b'],
    ]);
    // The other has a part of it.
    expect(joined(side([2, 'a', 1], [3, 'b', 2]), side([3, 'a', 1])).map(({ n }) => n)).toEqual([4, 5]);
  });

  it('take the earlier of two deletions, and of two expiries', () => {
    const ours = side([1, 'a', 1, { deleted: 20, expires: 90 }], [2, 'b', 2, { deleted: 20 }]);
    const theirs = side([1, 'a', 1, { deleted: 10 }], [2, 'b', 2, { expires: 80 }]);
    expect(joined(ours, theirs)).toEqual([
      { n: 1, mark: 'a', expires: 90, deleted: 10 },
      { n: 2, mark: 'b', expires: 80, deleted: 20 },
    ]);
  });
});

it('what one copy demands of a secret holds in the merged one', () => {
  const [plain, strict] = [side([1, 'a', 1]), side([1, 'a', 1], [2, 'b', 2])];
  const demanding = { ...plain.entry, cas: true as const, max: 9 };
  const given = { ourVersions: plain.known, theirVersions: strict.known };
  expect(joinHistories({ ...given, ours: demanding, theirs: strict.entry })).toMatchObject({
    cas: true,
    max: 9,
  });
  const turned = { ourVersions: strict.known, theirVersions: plain.known };
  expect(joinHistories({ ...turned, ours: strict.entry, theirs: demanding })).toMatchObject({
    cas: true,
    max: 9,
  });
  expect(joinHistories({ ...given, ours: plain.entry, theirs: strict.entry })).not.toHaveProperty('cas');
});

it('a joined history has a destroyed version once, by whatever number each copy knows it', () => {
  const destroyed = (n: number, created: number) => ({ version: { n, created } });
  const of = (known: Known[]) => ({
    entry: {
      ...side([1, 'a', 1]).entry,
      newest: known.at(-1)?.version.n ?? 0,
      versions: known.map(({ version }) => version),
    },
    known,
  });
  const [live] = side([9, 'c', 5]).known as [Known];
  const ours = of([destroyed(2, 3), live]);
  const theirs = of([destroyed(7, 3), live]);
  for (const [a, b] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    const given = { ours: a.entry, theirs: b.entry, ourVersions: a.known, theirVersions: b.known };
    expect((joinHistories(given)?.versions ?? a.known).length).toBe(2);
  }
});

it('a version that one copy destroyed stays destroyed, whatever number the other gave it meanwhile', () => {
  const whole = side([4, 'a', 3], [5, 'b', 7]);
  const versions = [{ n: 1, created: 3 }, ...side([2, 'c', 9]).entry.versions];
  const parts = {
    entry: { ...whole.entry, newest: 2, versions },
    known: versions.map((version) => ({ version, ...('ref' in version && { mark: version.ref?.id ?? '' }) })),
  };
  for (const [ours, theirs] of [
    [whole, parts],
    [parts, whole],
  ] as const) {
    const given = { ours: ours.entry, theirs: theirs.entry };
    const change = joinHistories({ ...given, ourVersions: ours.known, theirVersions: theirs.known });
    const shown = change?.versions.map(({ created, here, there }) => [created, here ?? there] as const);
    expect(shown).toEqual([
      [3, undefined],
      [7, 5],
      [9, 2],
    ]);
  }
});

describe('of two versions that were written in one millisecond', () => {
  const at = 7;
  const live = (n: number, id: string) => {
    const version = { n, created: at, ref: { id: id as ObjectId, term: 1 } };
    return { version, mark: id };
  };
  const destroyed = (n: number, was?: string) => ({
    version: { n, created: at, ...(was !== undefined && { was }) },
  });
  const of = (...known: Known[]) => {
    const versions = known.map(({ version }) => version);
    return { entry: { ...side([1, 'a', 1]).entry, newest: versions.at(-1)?.n ?? 0, versions }, known };
  };
  /** What is left alive, and how many versions there are, the same from both sides. */
  const both = (a: ReturnType<typeof of>, b: ReturnType<typeof of>) => {
    const [one, two] = [
      [a, b],
      [b, a],
    ].map(([ours, theirs]) => {
      const given = { ours: ours?.entry as Entry, theirs: theirs?.entry as Entry };
      const known = { ourVersions: ours?.known ?? [], theirVersions: theirs?.known ?? [] };
      const change = joinHistories({ ...given, ...known });
      const versions: readonly MergedVersion[] | undefined =
        change?.versions ?? ours?.entry.versions.map((one) => ({ ...one, here: one.n }));
      const side = (n: number, from?: Entry) => from?.versions.find((one) => one.n === n)?.ref?.id;
      return versions?.map(({ n, here, there }) => [
        n,
        here === undefined ? side(there ?? 0, theirs?.entry) : side(here, ours?.entry),
      ]);
    });
    expect(two).toEqual(one);
    return one;
  };

  it('the one that is not destroyed stays, and the destroyed one does not come back', () => {
    const [x, y] = ['aaaaaaaa1', 'bbbbbbbb2'];
    expect(both(of(destroyed(2, 'aaaaaaaa')), of(live(2, y)))).toEqual(
      expect.arrayContaining([
        [expect.any(Number), undefined],
        [expect.any(Number), y],
      ]),
    );
    expect(both(of(destroyed(2, 'aaaaaaaa')), of(live(2, x)))).toEqual([[2, undefined]]);
    // Whatever number each has it by.
    expect(both(of(destroyed(5, 'aaaaaaaa')), of(live(2, x)))?.map(([, id]) => id)).toEqual([undefined]);
    expect(both(of(destroyed(2, 'aaaaaaaa')), of(destroyed(2, 'bbbbbbbb')))).toHaveLength(2);
  });

  it('a build that noted no more than the time goes by that', () => {
    expect(both(of(destroyed(2)), of(live(2, 'bbbbbbbb2')))).toEqual([[2, undefined]]);
  });

  it('one that was sealed anew is known by the object that first held it', () => {
    const anew = { version: { ...live(2, 'cccccccc3').version, was: 'aaaaaaaa' }, mark: 'cccccccc3' };
    expect(both(of(destroyed(2, 'aaaaaaaa')), of(anew))).toEqual([[2, undefined]]);
  });
});

it('keep the counter of one-time codes that is further, whichever copy was changed later', () => {
  const key = 'otp-counter/abababababababab';
  const copy = (counter: string, mark: string, updated: number) => {
    const { entry, known } = side([1, 'a', 1], [2, mark, 2]);
    return { known, entry: { ...entry, updated, custom: [[key, counter] as [string, string]] } };
  };
  for (const [one, other] of [
    [copy('9', 'b', 5), copy('10', 'c', 4)],
    [copy('9', 'b', 4), copy('10', 'c', 5)],
    [copy('9', 'b', 4), copy('10', 'c', 4)],
  ] as const)
    for (const [ours, theirs] of [
      [one, other],
      [other, one],
    ] as const) {
      const change = joinHistories({
        ...{ ours: ours.entry, ourVersions: ours.known, theirs: theirs.entry, theirVersions: theirs.known },
      });
      expect(change?.custom).toEqual([[key, '10']]);
    }
});

it('have what each copy tells of moves and tags, whichever is ours', () => {
  const copy = (mark: string, events: readonly SecretEvent[]) => {
    const { entry, known } = side([1, mark, 1]);
    return { known, entry: { ...entry, events } };
  };
  const [first, second, third] = [1, 2, 3].map((at): SecretEvent => ({ at, moved: [`a${at}`, 'p'] }));
  const [one, other] = [
    copy('a', [first, second] as SecretEvent[]),
    copy('a', [first, third] as SecretEvent[]),
  ];
  for (const [ours, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    const given = { ourVersions: ours.known, theirs: theirs.entry, theirVersions: theirs.known };
    expect(joinHistories({ ours: ours.entry, ...given })?.events).toEqual([first, second, third]);
    expect(joinHistories(given)?.events).toEqual(theirs.entry.events);
    expect(
      joinHistories({ ours: { ...ours.entry, events: [first, second, third] as SecretEvent[] }, ...given }),
    ).toBe(undefined);
  }
});
