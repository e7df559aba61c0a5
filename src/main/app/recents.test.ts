import { expect, test } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { forgotten, recentsFrom, recentsTo, remembered, storedRecent } from './recents.ts';

const folder = { kind: 'folder', location: '/a/vault' } as const;

test('what the settings hold is printed, and read again; paths of earlier builds are files', () => {
  const recents = [
    { place: folder, opened: 2, keyFile: '/stick/key' },
    { place: fileAt('folder:x'), opened: 1 },
  ];
  const stored = recentsTo(recents);
  expect(stored).toEqual([
    { place: 'folder:/a/vault', opened: 2, keyFile: '/stick/key' },
    { place: './folder:x', opened: 1 },
  ]);
  for (const one of stored) expect(storedRecent.parse(one)).toEqual(one);
  expect(recentsFrom(stored)).toEqual([recents[0], { place: fileAt('./folder:x'), opened: 1 }]);
  const earlier = { file: 'folder:/b', opened: 3, keyFile: '/k' };
  expect(storedRecent.parse(earlier)).toEqual(earlier);
  expect(recentsFrom([earlier])).toEqual([{ place: fileAt('folder:/b'), opened: 3, keyFile: '/k' }]);
});

test('a place that this build does not know, or that holds a credential, is none', () => {
  const places = ['gopher://host/vault/', 's3://KEY:secret@bucket', 'folder:', ''];
  expect(recentsFrom(places.map((place) => ({ place, opened: 1 })))).toEqual([]);
});

test('one place is one entry, in any spelling of its name; a file and a folder of one name are two', () => {
  const cafe = (name: string) => ({ place: { kind: 'folder', location: name } as const, opened: 1 });
  const one = remembered([cafe('/caf\u00e9')], cafe('/cafe\u0301'));
  expect(one).toEqual([cafe('/cafe\u0301')]);
  expect(remembered(one, { place: fileAt('/cafe\u0301'), opened: 2 })).toHaveLength(2);
  expect(forgotten(one, cafe('/caf\u00e9').place)).toEqual([]);
});
