import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { processorTime } from '../../store/testing/processor-time.ts';
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
