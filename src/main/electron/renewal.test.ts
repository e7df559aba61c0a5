import type { WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { Renewal, renews } from './renewal.ts';

const home = 'holdfast://app/';

function begin(load: (address: string) => Promise<void>) {
  const order: string[] = [];
  const contents = {
    isDestroyed: () => false,
    loadURL: (address: string) => {
      order.push(address);
      return load(address);
    },
  } as unknown as WebContents;
  const renewal = new Renewal({
    contents: () => contents,
    home,
    empty: () => order.push('empty'),
    renewed: () => order.push('renewed'),
  });
  return { order, renewal };
}

test('the page is emptied, then another site is loaded, then the app anew', async () => {
  const { order, renewal } = begin(async () => undefined);
  await renewal.renew();
  expect(order).toEqual(['empty', 'holdfast://rest/', home, 'renewed']);
});

test('two locks at once are one renewal; a later one is another', async () => {
  const { order, renewal } = begin(async () => undefined);
  await Promise.all([renewal.renew(), renewal.renew()]);
  expect(order.filter((one) => one === home)).toHaveLength(1);
  await renewal.renew();
  expect(order.filter((one) => one === home)).toHaveLength(2);
});

test('where a crash page came in between, that page stays', async () => {
  const { order, renewal } = begin(() => Promise.reject(new Error('ERR_ABORTED')));
  await renewal.renew();
  expect(order).toEqual(['empty', 'holdfast://rest/', 'renewed']);
});

test('without a window there is nothing to renew', async () => {
  const empty = vi.fn();
  const renewal = new Renewal({ contents: () => undefined, home, empty, renewed: empty });
  await renewal.renew();
  expect(empty).not.toHaveBeenCalled();
});

test('the page stays at the end, after a crash, and while a vault is mended', () => {
  const reasons = ['asked', 'idle', 'suspend', 'screen-lock', 'user-switch', 'left'] as const;
  expect(reasons.every(renews)).toBe(true);
  expect((['quit', 'crash', 'mending'] as const).some(renews)).toBe(false);
});
