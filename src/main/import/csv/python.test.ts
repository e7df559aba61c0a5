import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable } from './rows.ts';

// Python's csv as the other side: what it writes is read here, and what is read here it reads alike.
const script = `
import csv, io, json, sys
for line in sys.stdin:
    task = json.loads(line)
    if 'rows' in task:
        out = io.StringIO(newline='')
        csv.writer(out, delimiter=task['between'], lineterminator=task['end'],
                   quoting=task['quoting']).writerows(task['rows'])
        print(json.dumps(out.getvalue()))
    else:
        text = io.StringIO(task['text'], newline='')
        print(json.dumps(list(csv.reader(text, delimiter=task['between']))))
`;
const python = (tasks: readonly object[]): unknown[] => {
  const input = tasks.map((task) => JSON.stringify(task)).join('\n');
  const { stdout, status, stderr } = spawnSync('python3', ['-c', script], { input, maxBuffer: 2 ** 28 });
  expect([status, String(stderr)]).toEqual([0, '']);
  return String(stdout)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};
const runs = process.env['HOLDFAST_LONG'] === '1' ? 20_000 : 200;
const head = ['title', 'user', 'word'];
const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r\n', ' ', 'ü', '😀', '=', "'"),
});
const rows = fc.array(fc.tuple(fc.constantFrom('x', 'y'), cell, cell), { minLength: 1, maxLength: 4 });
const between = fc.constantFrom(',', ';', '\t', '|');

test('what Python’s csv writes is read as it was, however it quotes', () => {
  // Minimal, all, and all that is no number.
  const quoting = fc.constantFrom(0, 1, 2);
  const end = fc.constantFrom('\n', '\r\n');
  const tables = fc.sample(fc.record({ rows, between, quoting, end }), { numRuns: runs, seed: 19 });
  const texts = python(tables.map((one) => ({ ...one, rows: [head, ...one.rows] })));
  expect(texts).toHaveLength(runs);
  for (const [i, text] of texts.entries()) {
    const found = readTable(text as string);
    expect([found.header, found.bad]).toEqual([head, []]);
    expect(found.rows.map(({ cells }) => cells)).toEqual(tables[i]?.rows);
  }
});

test('quotes where nobody quotes, and cells that are missing: as Python reads them', () => {
  // Nothing that opens a quote without an end, which Python takes for the rest of the file.
  const odd = fc.string({ unit: fc.constantFrom('a', ' ', '=', '7', 'ü', ';') });
  const inside = fc.tuple(odd, fc.constantFrom('"', '""', '"b"'), odd).map(([a, b, c]) => `a${a}${b}${c}`);
  const line = fc.array(fc.oneof(odd, inside), { minLength: 2, maxLength: 4 });
  const tables = fc.sample(fc.array(line, { minLength: 1, maxLength: 4 }), { numRuns: runs, seed: 7 });
  const texts = tables.map((lines) => [head, ...lines].map((one) => one.join(',')).join('\n'));
  const answers = python(texts.map((text) => ({ text, between: ',' })));
  for (const [i, text] of texts.entries()) {
    const [, ...wanted] = answers[i] as string[][];
    expect(
      readTable(text, { isBare: true })
        .rows.slice(1)
        .map(({ cells }) => cells),
    ).toEqual(wanted);
  }
});
