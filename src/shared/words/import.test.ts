import { expect, test } from 'vitest';
import { bounds, importLosses, importNotes, importParts } from '../failure-reasons.ts';
import * as german from './de/import.ts';
import * as english from './en/import.ts';

const notes = [
  ...importNotes.map((reason) => ({ place: 'a/b', reason, name: 'x', count: 3, losses: ['tags' as const] })),
  ...importNotes.map((reason) => ({ place: '', reason })),
  ...bounds.map((what) => ({ place: 'a/b', reason: 'too-large' as const, what })),
  ...importLosses.map((loss) => ({ place: '', reason: 'left-out' as const, losses: [loss], icon: '2' })),
];

test('every note of an import is told in each language in words of its own', () => {
  const told = notes.map((note) => [english.importNote(note), german.importNote(note)]);
  expect(told.filter(([one, other]) => one === other)).toEqual([]);
  expect(told.flat().filter((text) => text === '' || text.includes('[object'))).toEqual([]);
});

test('where a file was refused is told in each language', () => {
  const places = [...importParts.map((part) => ({ part })), { line: 2, column: 3 }];
  const told = places.map((place) => [english.importRefusedAt(place), german.importRefusedAt(place)]);
  expect(told.filter(([one, other]) => !one || one === other)).toEqual([]);
  expect(english.importPlace({ place: 'a/b', isFolder: true, reason: 'left-out' })).toBe('folder a/b');
  expect(german.importPlace({ place: '', line: 4, reason: 'set-again' })).toBe('Zeile 4');
});
