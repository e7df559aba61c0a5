import { expect, test } from 'vitest';
import type { Place } from '../../shared/place.ts';
import { CredentialBook, type Keychain } from './credentials.ts';

const place: Place = { kind: 's3', location: 's3://vaults/home' };
const given = { accessKey: 'AKIA', secretKey: 'hunter2' };

function keychain(key: number): Keychain {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    seal: (text) => turned(Buffer.from(text)),
    open: (sealed) => turned(sealed).toString('utf8'),
  };
}

function book(chain: () => Keychain | undefined) {
  let stored: Readonly<Record<string, string>> = {};
  const kept = {
    get: () => stored,
    set: (next: typeof stored) => {
      stored = next;
    },
  };
  return { book: new CredentialBook(chain, kept), stored: () => JSON.stringify(stored), kept };
}

test('without a keychain they are in memory until the vault is locked, and nothing is written', () => {
  const { book: one, stored } = book(() => undefined);
  one.give(place, given, true);
  expect([one.keeps, one.of(place.location), stored()]).toEqual([false, given, '{}']);
  expect(one.of('s3://vaults/other')).toBeUndefined();
  one.locked();
  expect(one.of(place.location)).toBeUndefined();
});

test('with a keychain they are kept sealed, if the person wants that, and forgotten with the place', () => {
  const { book: one, stored, kept } = book(() => keychain(7));
  one.give(place, given, true);
  one.locked();
  expect(new CredentialBook(() => keychain(7), kept).of(place.location)).toEqual(given);
  expect(stored()).not.toContain('hunter2');
  // Another keychain, or none any more: they are asked for again.
  expect(new CredentialBook(() => keychain(8), kept).of(place.location)).toBeUndefined();
  expect(new CredentialBook(() => undefined, kept).of(place.location)).toBeUndefined();
  one.forget(place);
  expect([one.of(place.location), stored()]).toEqual([undefined, '{}']);
  one.give(place, given, false);
  expect([one.of(place.location), stored()]).toEqual([given, '{}']);
});

test('what is given takes the place of what was; nothing at all forgets it; what the form does not ask for is left out', () => {
  const { book: one, stored } = book(() => keychain(7));
  one.give(place, { ...given, bucket: 'x', region: 'y' }, true);
  expect(one.of(place.location)).toEqual(given);
  one.give(place, { ...given, secretKey: 'other' }, false);
  expect([one.of(place.location), stored()]).toEqual([{ ...given, secretKey: 'other' }, '{}']);
  one.give(place, { accessKey: '', secretKey: '' }, false);
  expect(one.of(place.location)).toBeUndefined();
});
