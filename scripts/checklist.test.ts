import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '..');
const rows = readFileSync(join(checkout, 'docs/security-checklist.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, item = '', file = '', title = ''] =
      /^\| (\d+) \| ([^|]+) \|[^|]+\| `([^`]+)`: (.+) \|$/.exec(line) ?? [];
    return number === undefined ? [] : [{ number: Number(number), item, file, title }];
  });

test('all twenty items of Electron’s checklist are there', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test.each(rows)('$number, $item: its test exists', ({ file, title }) => {
  const source = readFileSync(join(checkout, file), 'utf8');
  const titles = [...source.matchAll(/^\s*test\(\s*(['"`])(.+?)\1,/gm)].map(([, , text]) => text);
  expect(titles).toContain(title);
});
