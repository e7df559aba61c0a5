import { describe, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { unwipedAfter } from '../../crypto/testing/secrets.ts';
import type { Head } from './head-shape.ts';
import { Keyring, maxUses, newObjectId } from './keyring.ts';

const vault = 'a1'.repeat(16);
const id = 'b2'.repeat(16) as ObjectId;
const usesOf = (keys: Keyring) => keys.export().ring.map(({ term, uses }) => [term, uses]);

describe('the data keys', () => {
  it('count every seal, and make way for a new one at the limit, not one later', () => {
    const keys = Keyring.make(vault, 1);
    keys.use(3, 1);
    keys.use(4, 1);
    expect(usesOf(keys)).toEqual([[1, 7]]);
    keys.use(maxUses - 8, 2);
    expect(keys.current).toBe(1);
    keys.use(1, 3);
    expect(keys.current).toBe(2);
    expect(usesOf(keys)).toEqual([
      [1, maxUses],
      [2, 0],
    ]);
    expect(keys.export().ring[1]?.created).toBe(3);
  });

  it('go on in a head that is opened again', () => {
    const keys = Keyring.make(vault, 1);
    keys.use(5, 1);
    keys.rotate(2);
    const sealed = keys.seal('version', { id, term: 2 }, '{"a":1}');
    const again = Keyring.fromHead(vault, { ...keys.export() } as Head);
    expect(usesOf(again)).toEqual(usesOf(keys));
    expect(again.open('version', { id, term: 2 }, sealed)).toEqual({ a: 1 });
    expect(again.bits('a/b')).toBe(keys.bits('a/b'));
  });

  it('bind what is sealed to its kind, id, term and vault', () => {
    const keys = Keyring.make(vault, 1);
    keys.rotate(2);
    const sealed = keys.seal('version', { id, term: 1 }, '{"a":1}');
    const other = Keyring.fromHead('c3'.repeat(16), keys.export() as Head);
    const tries: [Keyring, Parameters<Keyring['open']>[0], ObjectId, number][] = [
      [keys, 'page', id, 1],
      [keys, 'version', 'b3'.repeat(16) as ObjectId, 1],
      [keys, 'version', id, 2],
      [keys, 'version', id, 3],
      [other, 'version', id, 1],
    ];
    for (const [ring, kind, object, term] of tries) {
      expect(ring.isGenuine(kind, { id: object, term }, sealed)).toBe(false);
      let failure: unknown;
      try {
        ring.open(kind, { id: object, term }, sealed);
      } catch (error) {
        failure = failureOf(error);
      }
      expect(failure).toMatchObject({ code: 'damaged', part: kind === 'page' ? 'page' : 'object', object });
    }
    expect(keys.isGenuine('version', { id, term: 1 }, sealed)).toBe(true);
  });

  it('keep nothing of what is only authenticated', async () => {
    const keys = Keyring.make(vault, 1);
    const sealed = keys.seal('version', { id, term: 1 }, '{"a":1}');
    expect(await unwipedAfter(() => keys.isGenuine('version', { id, term: 1 }, sealed))).toEqual([]);
    const none = keys.seal('version', { id, term: 1 }, 'no JSON');
    const opening = () => expect(() => keys.open('version', { id, term: 1 }, none)).toThrow('damaged');
    expect(await unwipedAfter(opening)).toEqual([]);
  });
});

it('an object id is 32 hex digits, and no two are one', () => {
  const ids = Array.from({ length: 1_000 }, newObjectId);
  expect(new Set(ids).size).toBe(1_000);
  for (const one of ids) expect(one).toMatch(/^[0-9a-f]{32}$/);
});
