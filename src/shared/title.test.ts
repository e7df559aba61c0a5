import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathFault } from './path.ts';
import { limits } from './secret.ts';
import { joinPath, splitPath, titledFaults } from './title.ts';

const typed = fc.array(fc.constantFrom('a', '/', '.', ' ', 'ü', '\u0007')).map((parts) => parts.join(''));

test('what is typed as a path is taken apart and put together again without a change', () => {
  const same = (path: string) => joinPath(splitPath(path)) === path;
  fc.assert(fc.property(typed, same));
  expect(splitPath('prod/db/orders')).toEqual({ title: 'orders', folder: 'prod/db' });
  expect(splitPath('prod/')).toEqual({ title: '', folder: 'prod' });
});

test('title and folder are right where the path is, and only there', () => {
  fc.assert(
    fc.property(typed, typed, (title, folder) => {
      const faults = titledFaults({ title, folder });
      const path = joinPath({ title: title.trim(), folder: folder.trim() });
      const right = pathFault(path) === undefined && !title.includes('/');
      expect(faults.title === undefined && faults.folder === undefined).toBe(right);
    }),
  );
});

test('each is blamed for what is wrong with it', () => {
  expect(titledFaults({ title: 'TCP/IP', folder: '' })).toEqual({ title: 'slash', folder: undefined });
  expect(titledFaults({ title: ' ', folder: 'a' })).toEqual({ title: 'empty', folder: undefined });
  expect(titledFaults({ title: 'x', folder: 'a//b' })).toEqual({ title: undefined, folder: 'empty-segment' });
  const half = 'x'.repeat(limits.path / 2);
  expect(titledFaults({ title: half, folder: half })).toEqual({ title: 'too-long', folder: undefined });
});
