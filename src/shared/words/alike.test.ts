import { expect, test } from 'vitest';
import type { Alike } from './alike.ts';

const english = {
  save: 'Save',
  count: (n: number) => `${n} secrets`,
  rows: [['a', 'b']],
  moved: { to: (path: string, day: string) => `${path} ${day}`, again: () => 'Again' },
};
type English = typeof english;

const german = {
  save: 'Sichern',
  count: (n: number) => `${n} Einträge`,
  rows: [['c']],
  moved: { to: (path: string, day: string) => `${day} ${path}`, again: () => 'Nochmals' },
};

// The compiler tests these lines: `npm run check` fails where one of them is no error any more.
german satisfies English satisfies Alike<English, typeof german>;

const { again, ...half } = german.moved;
const missing = { ...german, moved: half };
// @ts-expect-error a name is missing
missing satisfies English;

// @ts-expect-error a name that English does not have
({ ...german, moved: { ...german.moved, superfluous: again } }) satisfies English;

// @ts-expect-error a parameter of another type
({ ...german, count: (name: 'one') => name }) satisfies English;

const fewer = { ...german, moved: { ...german.moved, to: (path: string) => path } };
// @ts-expect-error a parameter that is left out would leave its value out of the text
fewer satisfies Alike<English, typeof fewer>;

const more = { ...german, count: (n: number, unit: string) => `${n} ${unit}` };
// @ts-expect-error a parameter that nobody gives
more satisfies English;

const plain = { ...german, count: 'Einträge' };
// @ts-expect-error a text where English makes one of a value
plain satisfies English;

test('a language that is made like English says the same with as many values', () => {
  const other: English = german;
  expect(other.moved.to('a/b', '1 May')).toBe('1 May a/b');
});
