import { expect, test } from 'vitest';
import { libFido2 } from './libfido2.ts';
import { Fido2Keys } from './security-keys.ts';
import { softBus } from './testing/soft-bus.ts';
import { SoftKey } from './testing/soft-key.ts';

// The real libfido2 over a key that is a program. Where libfido2 is not installed, nothing of it
// can be tried.
const here = test.skipIf(libFido2() === undefined);
let keys: SoftKey[] = [];
const bus = softBus(() => keys);
const made = (options: { seconds?: number } = {}) => new Fido2Keys({ ...(bus && { bus }), ...options });
const signal = new AbortController().signal;

function connect(...some: SoftKey[]): SoftKey[] {
  keys = some;
  return some;
}

const refusedAs = (reason: string) =>
  expect.objectContaining({ failure: expect.objectContaining({ code: 'security-key', reason }) });

here('what a key gives is the same each time, for its salt alone', async () => {
  connect(new SoftKey());
  const first = await made().make([], { signal });
  expect(first).toMatchObject({ verified: false });
  expect([first.secret.length, first.salt.length]).toEqual([32, 32]);
  const again = await made().ask([first], { signal });
  expect(again).toEqual({ at: 0, secret: first.secret });
  const salt = new Uint8Array(32).fill(7);
  const other = await made().ask([{ ...first, salt }], { signal });
  expect(other.secret).not.toEqual(first.secret);
});

here('a key with a PIN is asked with it, and gives nothing of the same without', async () => {
  connect(new SoftKey('2468'));
  await expect(made().make([], { signal })).rejects.toEqual(refusedAs('needs-pin'));
  const first = await made().make([], { signal, pin: '2468' });
  expect(first).toMatchObject({ verified: true });
  await expect(made().ask([first], { signal })).rejects.toEqual(refusedAs('needs-pin'));
  expect((await made().ask([first], { signal, pin: '2468' })).secret).toEqual(first.secret);
  const unverified = await made().ask([{ ...first, verified: false }], { signal, pin: '2468' });
  expect(unverified.secret).not.toEqual(first.secret);
});

here('wrong PINs are told with what is left, until the key takes none', async () => {
  const [key] = connect(new SoftKey('2468'));
  const first = await made().make([], { signal, pin: '2468' });
  await expect(made().ask([first], { signal, pin: '1111' })).rejects.toMatchObject({
    failure: { code: 'security-key', reason: 'wrong-pin', left: 7 },
  });
  if (key) key.pinsLeft = 0;
  await expect(made().ask([first], { signal, pin: '2468' })).rejects.toEqual(refusedAs('pin-blocked'));
});

here('waiting for a touch ends when it is called off, and by itself', async () => {
  const [key = new SoftKey()] = connect(new SoftKey());
  const first = await made().make([], { signal });
  key.touch = 'never';
  const off = new AbortController();
  const asked = made().ask([first], { signal: off.signal, touch: () => setImmediate(() => off.abort()) });
  await expect(asked).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  await expect(made({ seconds: 0.2 }).ask([first], { signal })).rejects.toEqual(refusedAs('not-touched'));
  key.touch = 'at-once';
  expect((await made().ask([first], { signal })).secret).toEqual(first.secret);
});

here('of several keys the one is asked that a slot is of, with one touch', async () => {
  const [left, right] = [new SoftKey(), new SoftKey()];
  connect(right);
  const first = await made().make([], { signal });
  connect(left);
  const other = await made().make([], { signal });
  connect(left, right);
  const before = [left.touched, right.touched];
  expect((await made().ask([{ ...first }], { signal })).secret).toEqual(first.secret);
  expect([left.touched, right.touched]).toEqual([before[0], (before[1] ?? 0) + 1]);
  connect(right);
  expect(await made().ask([other, first], { signal })).toMatchObject({ at: 1 });
  connect(left);
  await expect(made().ask([first], { signal })).rejects.toEqual(refusedAs('not-of-this-vault'));
});

here.each([
  ['no-key', () => [], []],
  ['several', () => [new SoftKey(), new SoftKey()], []],
  ['no-secrets', () => [Object.assign(new SoftKey(), { extensions: ['credProtect'] })], []],
])('set up is refused: %s', async (reason, some, others) => {
  connect(...some());
  await expect(made().make(others, { signal })).rejects.toEqual(refusedAs(reason));
});

here('a key that the vault has already is not set up again', async () => {
  connect(new SoftKey());
  const { credential } = await made().make([], { signal });
  await expect(made().make([credential], { signal })).rejects.toEqual(refusedAs('already'));
});

here('a key that is taken out while it waits has failed', async () => {
  const [key = new SoftKey()] = connect(new SoftKey());
  const first = await made().make([], { signal });
  key.touch = 'never';
  const touch = () =>
    setImmediate(() => {
      key.out = true;
    });
  await expect(made().ask([first], { signal, touch })).rejects.toEqual(refusedAs('failed'));
});

test('where nothing is set up, no key is looked for', async () => {
  await expect(made().ask([], { signal })).rejects.toEqual(refusedAs('none'));
});
