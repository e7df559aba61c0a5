import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { processorTime } from '../../store/testing/processor-time.ts';
import { detectFormat } from '../detect.ts';
import { collect, entriesOf } from '../testing/collect.ts';
import { readKubernetes } from './kubernetes.ts';

const refusalOf = (text: string) => {
  try {
    readKubernetes({ name: 'x.yaml', bytes: Buffer.from(text) });
  } catch (error) {
    return failureOf(error);
  }
  return undefined;
};

test.each([
  ['kind: Secret\ndata: [\n', 3, 1],
  ['kind: Secret\r\n\r\n\tdata: x\r\n', 3, 1],
  ['{"kind":"Secret"\n,"data":{"a" "b"}}', 2, 14],
])('%j is refused with the place of the mistake', (text, line, column) => {
  expect(refusalOf(text)).toEqual({ code: 'import-refused', reason: 'malformed', line, column });
});

test('a file with thousands of mistakes before thousands of empty lines is refused at once', async () => {
  const text = `{"kind":"Secret","metadata":{${'"'.repeat(4_000)}${'\n'.repeat(8_000)}}}`;
  const refused = () => expect(refusalOf(text)).toMatchObject({ reason: 'malformed', line: 1 });
  // It took 85 seconds.
  expect(await processorTime(refused)).toBeLessThan(5_000);
});

const fieldsIn = (text: string) =>
  entriesOf(readKubernetes({ name: 'x.yaml', bytes: Buffer.from(text) }))[0]?.versions[0]?.fields.map(
    ({ name, type, value }) => `${name} ${type} ${value}`,
  );

test('merged keys come, nothing is nothing, and whatever else stands in a secret comes hidden', () => {
  const text = `kind: Secret
apiVersion: v1
metadata: {name: x, annotations: {token: t}}
stringData:
  <<: &base {a: one, b: two}
  b: three
  n: null
  q: "null"
  odd: {k: v}
immutable: true
spec: {own: 1}
`;
  expect(fieldsIn(text)).toEqual([
    'a secret one',
    'b secret three',
    'n secret ',
    'q secret null',
    'odd secret {"k":"v"}',
    'annotation: token secret t',
    'immutable text true',
    'spec secret {"own":"1"}',
  ]);
});

test('a key that is set twice is told by its first line', () => {
  const text = 'kind: Secret\nstringData:\n  a: one\n  a: two\n';
  const items = collect(readKubernetes({ name: 'x.yaml', bytes: Buffer.from(text) }));
  expect(items[0]).toEqual({ kind: 'skipped', problem: { place: '', line: 3, reason: 'set-again' } });
  expect(fieldsIn(text)).toEqual(['a secret two']);
});

test('a list in JSON is one of Kubernetes whatever stands first in it', () => {
  const one = (kind: string) => ({ apiVersion: 'v1', kind, metadata: { name: kind } });
  const list = { apiVersion: 'v1', kind: 'List', items: [one('ConfigMap'), one('Secret')] };
  expect(detectFormat(Buffer.from(JSON.stringify(list)), 'x')?.format).toBe('kubernetes');
});
