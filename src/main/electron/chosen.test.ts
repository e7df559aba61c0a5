import { expect, test } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { ChosenFiles, withEnding } from './chosen.ts';

test('a new vault has its ending once', () => {
  expect(withEnding('/a/team')).toBe('/a/team.holdfast');
  expect(withEnding('/a/team.Holdfast')).toBe('/a/team.Holdfast');
  expect(withEnding('/a/team.v2')).toBe('/a/team.v2.holdfast');
});

test('only what was chosen is known, in any spelling', () => {
  const chosen = new ChosenFiles(() => ['/recent', { kind: 'folder', location: '/vault' }]);
  expect(chosen.has('/caf\u00e9')).toBe(false);
  chosen.add('/cafe\u0301');
  expect(chosen.has('/caf\u00e9')).toBe(true);
  expect(chosen.has('/recent')).toBe(true);
  expect(chosen.has('/other')).toBe(false);
  expect(chosen.has(fileAt('/recent'))).toBe(true);
  expect(chosen.has({ kind: 'folder', location: '/vault' })).toBe(true);
  expect(chosen.has({ kind: 'folder', location: '/recent' })).toBe(false);
  expect(chosen.has('/vault')).toBe(false);
});
