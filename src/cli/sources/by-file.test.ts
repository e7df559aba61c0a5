import { expect, test } from 'vitest';
import { ByFile } from './by-file.ts';

test('what is said of a file is said by its path, the end of that or its name; the longest counts, else what is said of all', async () => {
  const said = await ByFile.of('--x', [
    'all',
    'a.kdbx=name',
    'old/a.kdbx=end',
    '/e/old/b=c.kdbx=path',
    '=odd',
  ]).catch((error: unknown) => error);
  // A value that begins with the sign names no file, and two are for all.
  expect(said).toBeInstanceOf(Error);
  const of = await ByFile.of('--x', ['all', 'a.kdbx=name', 'old/a.kdbx=end', '/e/old/b=c.kdbx=path']);
  expect(['/e/a.kdbx', '/e/old/a.kdbx', '/e/old/b=c.kdbx', '/e/xa.kdbx'].map((file) => of.for(file))).toEqual(
    ['name', 'end', 'path', 'all'],
  );
  expect(of.values).toEqual(['all', 'name', 'end', 'path']);
  expect(() => of.refuseUnmet()).not.toThrow();
  const unmet = await ByFile.of('--x', ['gone=y']);
  expect(unmet.for('/e/other')).toBeUndefined();
  expect(() => unmet.refuseUnmet()).toThrow();
});
