// Each check of the reader in Python, before what only somebody could make who has the keys, or who
// may write to the disk. scripts/mutants/rows/rescue-python.ts takes each check away.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inPython, program } from '../testing/python.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-checks-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
let told: Record<string, unknown>;
beforeAll(async () => {
  const script = path.join(import.meta.dirname, '../testing/checks.py');
  const { code, out, err } = await inPython(script, program, folder);
  expect([code, err]).toEqual([0, '']);
  told = JSON.parse(out.toString()) as Record<string, unknown>;
});

/** What each case gives; `Damaged` and `Problem` are what the reader raises. */
const expected: Record<string, Record<string, unknown>> = {
  'an index page': {
    'as the format has it': [['a', 'b'], 0],
    'with another number of entries': [[], 1],
    'with a path that is no text': [[], 1],
    'with versions that are no list': [[], 1],
    'that is sealed as a version': [[], 1],
    'that is sealed under another id': [[], 1],
    'under a term that no key is for': [[], 1],
    'that is missing': [[], 1],
    'whose id leads elsewhere': [[], 1],
  },
  'the audit': {
    'as the format has it': 0,
    'with another number of entries': 1,
    'with a number left out': 1,
    'with an entry that was changed': 1,
    'with an entry that says another hash': 1,
    'without its newest page': 1,
    'with an entry that another line follows': 1,
  },
  'a long file': {
    'as the format has it': [1_048_576, 451_424],
    'whose last part has another digest': [1_048_576, 'Damaged'],
    'whose parts change places': ['Damaged'],
    'that lacks a part': [1_048_576, 'Damaged'],
    'with a part that is too short': ['Damaged'],
    'that says it is longer than any': ['Damaged'],
    'whose key is too short': ['Damaged'],
    'that its entry does not name': ['Damaged'],
  },
  'a version': {
    'as the format has it': [['user', 'text', 'anna']],
    'with a value that is no text': 'Damaged',
    'with a field of two': 'Damaged',
    'that is missing': 'Damaged',
  },
  'a manifest': {
    'as the format has it': 1,
    'that does not fit its hash': 'Damaged',
    'of another program': 'Damaged',
    'whose header is longer than itself': 'Damaged',
    'of a newer format': 'Problem 3',
    'under another revision': 'Damaged',
    'with another header': 'Damaged',
    'with a short key in it': 'Damaged',
  },
  'a key slot': {
    'that asks for too much memory': 'Damaged',
    'that asks for too many passes': 'Damaged',
    'that asks for too little memory': 'Damaged',
    'that asks for too much time': 'Damaged',
    'with a short salt': 'Damaged',
    'with another derivation': 'Damaged',
    'beside too many others': 'Damaged',
  },
  sheets: {
    'that belong together': 'secret',
    'that do not': null,
    'of another set': 'Problem 4',
    'that are too few': 'Problem 4',
  },
  'a file on the disk': {
    'of another application': 'Problem 3',
    'of a newer format': 'Problem 3',
    'with another table': 'Problem 3',
    'that is a folder of another layout': 'Problem 3',
    'that is a pack': 1,
    'that is a pack with a damaged record': 0,
    'that is a pack with a list': 1,
    'that is a pack with a damaged list': 0,
  },
};

for (const [what, cases] of Object.entries(expected))
  describe(what, () => {
    for (const [how, outcome] of Object.entries(cases))
      it(how, () => expect(told[`${what} ${how}`]).toEqual(outcome));
  });

it('leaves no case out', () => {
  const names = Object.entries(expected).flatMap(([what, cases]) =>
    Object.keys(cases).map((how) => `${what} ${how}`),
  );
  expect(Object.keys(told).sort()).toEqual(names.sort());
});
