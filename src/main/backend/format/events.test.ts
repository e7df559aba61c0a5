import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/secret.ts';
import type { SecretEvent } from '../../../shared/secret-schema.ts';
import { isEvent } from './event-shape.ts';
import { joinEvents } from './events.ts';
import { isStoredEntry } from './page-shape.ts';

const runs = process.env['HOLDFAST_LONG'] === '1' ? 20_000 : 300;

const event: fc.Arbitrary<SecretEvent> = fc.oneof(
  fc.record({ at: fc.nat(9), by: fc.constantFrom('owner', 'person:Anna') }),
  fc.record({ at: fc.nat(9), moved: fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b')) }),
  fc.record({
    at: fc.nat(9),
    // So long that few of them have room.
    custom: fc.tuple(fc.tuple(fc.constantFrom('k', 'l'), fc.constant(null), fc.constant('v'.repeat(5_000)))),
  }),
);
const some = fc.array(event, { maxLength: 60 }).map((all) => joinEvents([], all));

describe('what two copies tell of one secret', () => {
  it('is joined the same in whatever order they meet, and once', () => {
    let long = 0;
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        expect(joinEvents(a, b)).toEqual(joinEvents(b, a));
        expect(joinEvents(a, a)).toEqual(a);
        expect(joinEvents(joinEvents(a, b), b)).toEqual(joinEvents(a, b));
        expect(joinEvents(joinEvents(a, b), c)).toEqual(joinEvents(a, joinEvents(b, c)));
        if (joinEvents(a, b).length < new Set([...a, ...b].map((one) => JSON.stringify(one))).size) long += 1;
      }),
      { numRuns: runs },
    );
    expect(long).toBeGreaterThan(0);
  });

  it('is bounded, and the newest stays however long it is', () => {
    const many = Array.from({ length: 200 }, (_, at): SecretEvent => ({ at, moved: ['a', `b${at}`] }));
    expect(joinEvents(many.slice(0, 120), many.slice(90))).toEqual(many.slice(-limits.events));
    const long = { at: 1_000, custom: Array.from({ length: 40 }, (_, n) => [`${n}`, null, 'v'.repeat(500)]) };
    const events = joinEvents(many, [long as unknown as SecretEvent]);
    expect(events).toEqual([long]);
    expect(joinEvents(events, [{ at: 2_000, moved: ['a', 'b'] }])).toHaveLength(2);
  });
});

describe('the shape of an event', () => {
  const good = {
    ...{ at: 1, by: 'owner', moved: ['a', 'b/c'], tags: { added: ['x'], removed: [] } },
    ...{ custom: [['k', null, 'v']], rules: [['cas', null, true]] },
  };

  it('is what this build writes, and what a later one adds to it', () => {
    for (const one of [good, { at: 1 }, { ...good, later: [1] }]) expect(isEvent(one)).toBe(true);
  });

  it.each([
    ['no object', [1]],
    ['a time that is none', { ...good, at: 'now' }],
    ['a name that is none', { ...good, by: 7 }],
    ['a name too long', { ...good, by: 'x'.repeat(limits.doer + 1) }],
    ['one path', { ...good, moved: ['a'] }],
    ['three paths', { ...good, moved: ['a', 'b', 'c'] }],
    ['no path', { ...good, moved: ['a', '../b'] }],
    ['tags without those removed', { ...good, tags: { added: [] } }],
    ['a tag that is none', { ...good, tags: { added: [1], removed: [] } }],
    ['a pair without what it is now', { ...good, custom: [['k', null]] }],
    ['a value that is none', { ...good, custom: [['k', null, 1]] }],
    ['an unknown rule', { ...good, rules: [['min', null, 1]] }],
    ['a rule of text', { ...good, rules: [['max', null, '1']] }],
  ])('refuses %s', (_, one) => expect(isEvent(one)).toBe(false));

  it('is asked of each event of an entry, and there are no more than a writer keeps', () => {
    const entry = { path: 'a', created: 1, updated: 1, newest: 0, indexed: 0, fields: [], versions: [] };
    const events = Array.from({ length: limits.events }, () => good);
    expect(isStoredEntry({ ...entry, events })).toBe(true);
    expect(isStoredEntry({ ...entry, events: [...events, good] })).toBe(false);
    expect(isStoredEntry({ ...entry, events: [good, { at: 'now' }] })).toBe(false);
  });
});
