import { expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { manifestOf } from '../testing/commits.ts';
import { s3ForTest } from './testing/bench.ts';
import type { Asked } from './testing/faults.ts';

const { double, opener, place, keys, made } = s3ForTest({ patience: 50 });
const probe = () => opener.probe?.(place());

test('a service that keeps create-if-absent is one line of revisions, and nothing of the trial stays', async () => {
  expect(await probe()).toEqual({ way: 'one-line', refusesLate: true });
  double().refusesLate = false;
  expect(await probe()).toEqual({ way: 'one-line', refusesLate: false });
  expect(keys('')).toEqual([]);
  await made();
  expect(keys('probe')).toEqual([]);
});

test('a vault is tried where it lies, and stays as it is', async () => {
  await made();
  const before = keys('');
  expect(await probe()).toMatchObject({ way: 'one-line' });
  expect(keys('')).toEqual(before);
});

const isRace = ({ key, conditional }: Asked) => conditional && key.endsWith('/race');
const odd: Readonly<Record<string, () => void>> = {
  ignored: () => {
    double().conditions = 'ignored';
  },
  unsupported: () => {
    double().conditions = 'unsupported';
  },
  // One after the other it keeps the condition, side by side it does not.
  race: () => {
    double().fault = (asked) => {
      double().conditions = isRace(asked) ? 'ignored' : 'kept';
      return undefined;
    };
  },
  unread: () => {
    double().fault = ({ method, key }) => {
      if (method === 'GET' && key.endsWith('/first')) double().lay('vaults', key, Buffer.from('another'));
      return undefined;
    };
  },
  unlisted: () => {
    double().fault = ({ key, query }) => {
      const asked = query.get('prefix') ?? '';
      if (key === '' && asked.includes('probe/')) double().bucket('vaults').delete(`${asked}race`);
      return undefined;
    };
  },
  undeleted: () => {
    let put: string | undefined;
    double().fault = ({ method, key, query }) => {
      if (method === 'DELETE' && key.endsWith('/first')) put = key;
      else if (put !== undefined && (query.get('prefix') ?? '').includes('probe/'))
        double().lay('vaults', put, Buffer.from('one'));
      return undefined;
    };
  },
};
const apart = ['ignored', 'unsupported', 'race'];
test.each(apart)('a service that fails in this way is used with a head for each device: %s', async (why) => {
  odd[why]?.();
  expect(await probe()).toEqual({ way: 'heads', why });
  await made();
  double().fault = () => undefined;
  expect([keys('manifests'), keys('heads').length]).toEqual([[], 1]);
});

test.each(Object.keys(odd).filter((why) => !apart.includes(why)))(
  'a service that fails in this way keeps nothing safe, and no vault is made there: %s',
  async (why) => {
    odd[why]?.();
    expect(await probe()).toEqual({ way: 'none', why });
    expect(await refusal(opener.create(place(), manifestOf([])))).toEqual({
      code: 'store',
      reason: `probe-${why}`,
    });
    double().fault = () => undefined;
    expect([...keys('manifests'), ...keys('heads')]).toEqual([]);
  },
);

test('a connection that breaks once during the trial is no verdict on the service', async () => {
  let broken = 0;
  double().fault = ({ conditional, key }) =>
    conditional && key.endsWith('/first') && broken++ === 0 ? { kind: 'cut', effect: false } : undefined;
  expect(await probe()).toMatchObject({ way: 'one-line' });
});

test('what is not reached, or refuses the credentials, has no verdict', async () => {
  double().allowed = new Set(['GET', 'LIST']);
  expect(await refusal(async () => probe())).toEqual({ code: 'store', reason: 'may-not-put' });
  double().allowed = new Set(['GET', 'PUT', 'LIST', 'DELETE']);
  expect(await refusal(async () => opener.probe?.(place('desk', 'missing')))).toEqual({
    code: 'store',
    reason: 'no-bucket',
  });
});
