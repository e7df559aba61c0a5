import { expect, test } from 'vitest';
import type { Field } from '../../shared/secret-schema.ts';
import { refusal } from '../backend/testing/harness.ts';
import { createVault } from './open.ts';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const address = `otpauth://totp/?secret=${seed}&algorithm=SHA1&digits=6&period=30`;
const code = (value: string): Field[] => [{ name: 'code', type: 'otp', value }];
const opened = () =>
  createVault({ kind: 'memory' }, { passphrase: '', kdf: { memoryKiB: 8192, passes: 1, lanes: 1 } });

test('whoever writes it, what one-time codes are made from is kept as one address', async () => {
  const vault = await opened();
  const written = async () => (await vault.secrets.get('a')).fields;
  await vault.secrets.put('a', code('gezd gnbv gy3t qojq gezd gnbv gy3t qojq'));
  expect(await written()).toEqual(code(address));
  await vault.secrets.patch('a', { set: code(`otpauth://hotp/jo?secret=${seed}&counter=3`) });
  const hotp = `otpauth://hotp/jo?secret=${seed}&algorithm=SHA1&digits=6&counter=3`;
  expect(await written()).toEqual(code(hotp));
  await vault.secrets.save('a', code(`steam://${seed}`), { over: 'any', tags: [] });
  expect(await written()).toEqual(code(`otpauth://steam/?secret=${seed}`));
  await vault.secrets.rollback('a', 1);
  expect(await written()).toEqual(code(address));
  const other = { name: 'note', type: 'text' as const, value: seed.toLowerCase() };
  await vault.secrets.apply([{ op: 'store', path: 'a', fields: [other] }]);
  expect(await written()).toEqual([other]);
  await vault.lock();
});

test('what gives no codes is refused by the name of its field, and nothing is written', async () => {
  const vault = await opened();
  const refused = { code: 'bad-input', what: 'otp', reason: 'not-base32', name: 'code' };
  expect(await refusal(vault.secrets.put('a', code('123456')))).toEqual(refused);
  expect(await refusal(vault.secrets.apply([{ op: 'store', path: 'a', fields: code('1') }]))).toEqual(
    refused,
  );
  expect(await vault.secrets.list('')).toEqual([]);
  await vault.lock();
});

test('an import keeps it as a hidden field', async () => {
  const vault = await opened();
  const fields = [...code('not 1'), { name: 'second', type: 'otp' as const, value: seed }];
  const batches = async function* () {
    yield [{ op: 'store' as const, path: 'a', fields }];
  };
  await vault.secrets.stream(batches());
  expect((await vault.secrets.get('a')).fields).toEqual([
    { name: 'code', type: 'secret', value: 'not 1' },
    { name: 'second', type: 'otp', value: address },
  ]);
  await vault.lock();
});
