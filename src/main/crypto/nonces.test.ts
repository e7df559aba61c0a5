import { expect, it, vi } from 'vitest';
import { random, secretKey } from './primitives.ts';
import { seal } from './seal.ts';

vi.mock(import('./primitives.ts'), async (original) => {
  const real = await original();
  return { ...real, random: vi.fn(real.random) };
});

it('draws nonces anew in each turn of the event loop: a machine resumed twice never seals under one nonce', async () => {
  const key = secretKey(new Uint8Array(32));
  const sealTwo = () => [1, 2].map(() => seal(key, new Uint8Array(0), new Uint8Array(0)));
  sealTwo();
  expect(random).toHaveBeenCalledTimes(1);
  await new Promise((resolve) => setImmediate(resolve));
  sealTwo();
  expect(random).toHaveBeenCalledTimes(2);
});
