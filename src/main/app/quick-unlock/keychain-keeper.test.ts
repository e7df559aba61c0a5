import { afterEach, expect, test, vi } from 'vitest';
import type { Keychain } from '../credentials.ts';
import { KeychainKeeper, SealedInMemory } from './keychain-keeper.ts';
import { describeKeeper } from './testing/keeper.ts';
import { FakeKeyring } from './testing/parts.ts';

afterEach(() => vi.useRealTimers());

const keychain: Keychain = {
  seal: (text) => Buffer.from(`sealed:${[...text].reverse().join('')}`),
  open: (sealed) => {
    const text = sealed.toString();
    if (!text.startsWith('sealed:')) throw new Error('of another keychain');
    return [...text.slice(7)].reverse().join('');
  },
};

describeKeeper('a keychain over a keyring', () => ({
  keeper: new KeychainKeeper(() => keychain, new FakeKeyring()),
}));
describeKeeper('a keychain over memory', () => ({
  keeper: new KeychainKeeper(() => keychain, new SealedInMemory()),
}));
describeKeeper('the keyring of tests', () => ({ keeper: new FakeKeyring() }));

test('what lies under it is sealed', () => {
  const under = new FakeKeyring();
  new KeychainKeeper(() => keychain, under).put(new Uint8Array(32).fill(65), 600);
  const [kept] = [...under.kept];
  expect(Buffer.from(kept ?? []).toString()).toMatch(/^sealed:/);
  expect(under.seconds).toBe(600);
});

// As on a Linux without GNOME Keyring and KWallet: safeStorage then says `basic_text`.
test('without a real keychain there is no keeper, whatever lies under it', () => {
  const keeper = new KeychainKeeper(() => undefined, new FakeKeyring());
  expect(keeper.fault()).toBe('no-keychain');
  expect(() => keeper.put(new Uint8Array(32), 600)).toThrow('quick-unlock');
});

test('what lies under it says what it lacks', () => {
  const under = new FakeKeyring();
  under.reason = 'keyring-refused';
  expect(new KeychainKeeper(() => keychain, under).fault()).toBe('keyring-refused');
});

test('a keychain that went away, or is another, opens nothing', () => {
  let now: Keychain | undefined = keychain;
  const kept = new KeychainKeeper(() => now, new FakeKeyring()).put(new Uint8Array(32), 600);
  now = { ...keychain, open: () => expect.fail('another') };
  expect(kept.read()).toBeUndefined();
  now = undefined;
  expect(kept.read()).toBeUndefined();
});

test('in memory it ends with its time', () => {
  vi.useFakeTimers();
  const kept = new SealedInMemory().put(new Uint8Array([1, 2]), 3_600);
  vi.advanceTimersByTime(3_599_000);
  expect(kept.read()).toEqual(new Uint8Array([1, 2]));
  vi.advanceTimersByTime(1_000);
  expect(kept.read()).toBeUndefined();
});
