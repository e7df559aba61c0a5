import { expect, test } from 'vitest';
import { Later } from './later.ts';

test('it is made once, when it is first asked for', async () => {
  let made = 0;
  const later = new Later(async () => ++made);
  expect([made, later.isAskedFor, later.made]).toEqual([0, false, undefined]);
  expect(await Promise.all([later.get(), later.get()])).toEqual([1, 1]);
  expect([await later.get(), made, later.isAskedFor, later.made]).toEqual([1, 1, true, 1]);
});

test('what is done with it waits until it is made, and is left where nobody asked for it', async () => {
  let give: (value: string) => void = () => undefined;
  const later = new Later(
    () =>
      new Promise<string>((resolve) => {
        give = resolve;
      }),
  );
  const seen: string[] = [];
  expect(later.ifAskedFor((made) => seen.push(made))).toBeUndefined();
  void later.get();
  const done = later.ifAskedFor((made) => seen.push(made));
  expect([seen, later.isAskedFor, later.made]).toEqual([[], true, undefined]);
  give('made');
  expect(await done).toBe(1);
  expect(seen).toEqual(['made']);
});

test('what could not be made stays so', async () => {
  let tries = 0;
  const later = new Later(async () => {
    tries++;
    throw new Error('no');
  });
  await expect(later.get()).rejects.toThrow('no');
  await expect(later.get()).rejects.toThrow('no');
  await expect(later.ifAskedFor(() => undefined)).rejects.toThrow('no');
  expect(tries).toBe(1);
});
