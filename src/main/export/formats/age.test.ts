import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SecretSource } from '../source.ts';
import { age } from './age.ts';

const empty: SecretSource = { paths: async () => [], secrets: async function* () {} };

it('derives the key of a passphrase with the work factor of age, while the event loop turns', async () => {
  const bytes = age.write(empty, { password: 'p', lose: () => {} })[Symbol.asyncIterator]();
  let isThere = false;
  const first = bytes.next().finally(() => {
    isThere = true;
  });
  let turns = 0;
  for (; !isThere; turns++) await turn();
  const { value } = await first;
  expect(Buffer.from(value).toString('latin1')).toMatch(/\n-> scrypt [A-Za-z0-9+/]{22} 18\n/);
  // A derivation on this thread leaves the few turns of the streams around it.
  expect(turns).toBeGreaterThan(100);
});
