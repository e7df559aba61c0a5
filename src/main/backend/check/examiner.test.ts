import { expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { unwipedAfter } from '../../crypto/testing/secrets.ts';
import { idBytes } from '../../store/id-table.ts';
import { Keyring, newObjectId } from '../format/keyring.ts';
import { type Answer, examine } from './examine.ts';
import { Examiner } from './examiner.ts';
import type { Batch } from './opened.ts';

const keys = Keyring.make('00112233445566778899aabbccddeeff', 0);

/** Versions of which every seventh is not what it was sealed as. */
function batchOf(count: number): Batch {
  const ids = Array.from({ length: count }, () => newObjectId());
  const sealed = ids.map((id, i) => {
    const bytes = keys.seal('version', { id, term: 1 }, `{"fields":[["n","text","${i}"]]}`);
    if (i % 7 === 0) bytes[20] = (bytes[20] ?? 0) ^ 1;
    return bytes;
  });
  return {
    ids: idBytes(ids),
    starts: Uint32Array.from(sealed, (_, i) =>
      sealed.slice(0, i).reduce((sum, { length }) => sum + length, 0),
    ),
    lengths: Uint32Array.from(sealed, ({ length }) => length),
    bytes: new Uint8Array(Buffer.concat(sealed)),
    terms: Uint32Array.from(ids, () => 1),
  };
}

async function examineAll(examiner: Examiner, batches: readonly Batch[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  try {
    for (const [i, batch] of batches.entries())
      await examiner.give({ kind: 'version', batch }, (answer) => {
        answers[i] = answer;
      });
    await examiner.settle();
    return answers;
  } finally {
    examiner.close();
  }
}

const batches = [22, 1, 50, 8].flatMap((count) => Array.from({ length: 10 }, () => batchOf(count)));
const expected = batches.map(({ lengths }) => Array.from(lengths.keys()).filter((i) => i % 7 === 0));
const damagedOf = (answers: readonly Answer[]) => answers.map(({ damaged }) => damaged);

it('finds the same with threads as without, and names what does not authenticate by its place', async () => {
  for (const threads of [0, 1, 3])
    expect(damagedOf(await examineAll(new Examiner(keys.forReading(), threads), batches))).toEqual(expected);
});

it('does here what a thread was given that did not start', async () => {
  const examiner = new Examiner(keys.forReading(), 2, new URL('file:///nowhere/examine-worker.js'));
  expect(damagedOf(await examineAll(examiner, batches))).toEqual(expected);
});

it('tells a failure to who gave the job', async () => {
  const examiner = new Examiner(keys.forReading(), 1);
  const [batch] = batches;
  await examiner.give({ kind: 'version', batch: batch as Batch }, () => {
    throw new Error('told');
  });
  await expect(examiner.settle()).rejects.toThrow('told');
  examiner.close();
});

it('an object under a term that no key is for is damaged, also one of another vault or kind', async () => {
  const id = newObjectId();
  const batch = (bytes: Uint8Array, term: number): Batch => ({
    ids: idBytes([id]),
    starts: Uint32Array.of(0),
    lengths: Uint32Array.of(bytes.length),
    bytes: new Uint8Array(bytes),
    terms: Uint32Array.of(term),
  });
  const ref = { id: id as ObjectId, term: 1 };
  const other = Keyring.make('ff112233445566778899aabbccddeeff', 0);
  const answers = await examineAll(new Examiner(keys.forReading(), 0), [
    batch(keys.seal('version', ref, '{}'), 1),
    batch(keys.seal('version', ref, '{}'), 2),
    batch(keys.seal('page', ref, '{}'), 1),
    batch(other.seal('version', ref, '{}'), 1),
    batch(new Uint8Array(), 1),
  ]);
  expect(damagedOf(answers)).toEqual([[], [0], [0], [0], [0]]);
});

it('sees an entry on a page where its path does not belong, whatever is in the path', async () => {
  const paths = ['prod/db', 'quote"path":"x', 'back\\slash\\"', 'ünï/🔑', 'tab here', '\\'];
  const fields = [['"path":"', 'text', 'a\\"path\\":\\"b']];
  const times = { created: 1, updated: 1, newest: 1, indexed: 1 };
  const pageOf = (path: string) => JSON.stringify({ entries: [{ path, ...times, fields, versions: [] }] });
  const ids = paths.map(() => newObjectId());
  const sealed = paths.map((path, i) => keys.seal('page', { id: ids[i] as ObjectId, term: 1 }, pageOf(path)));
  const batch: Batch = {
    ids: idBytes(ids),
    starts: Uint32Array.from(sealed, (_, i) =>
      sealed.slice(0, i).reduce((sum, { length }) => sum + length, 0),
    ),
    lengths: Uint32Array.from(sealed, ({ length }) => length),
    bytes: new Uint8Array(Buffer.concat(sealed)),
    terms: new Uint32Array(ids.length).fill(1),
  };
  const right = paths.map((path) => keys.bits(path).slice(0, 5));
  const wrong = right.map((bits) => (bits.startsWith('0') ? `1${bits.slice(1)}` : `0${bits.slice(1)}`));
  const misplaced = (bits: (string | undefined)[]) =>
    examine(keys.forReading(), { kind: 'page', batch, bits }).misplaced;
  expect(misplaced(right)).toEqual([]);
  expect(misplaced(wrong)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(misplaced(wrong.map((bits, i) => (i === 2 ? undefined : bits)))).toEqual([0, 1, 3, 4, 5]);
});

it('leaves nothing of what it opened in memory', async () => {
  const reading = keys.forReading();
  const page = newObjectId();
  const sealed = keys.seal('page', { id: page, term: 1 }, '{"entries":[]}');
  const batch: Batch = {
    ids: idBytes([page]),
    starts: Uint32Array.of(0),
    lengths: Uint32Array.of(sealed.length),
    bytes: sealed,
    terms: Uint32Array.of(1),
  };
  const left = await unwipedAfter(() => {
    expect(examine(reading, { kind: 'version', batch: batchOf(20) }).damaged).toHaveLength(3);
    for (const bits of [undefined, ['']])
      expect(examine(reading, { kind: 'page', batch, ...(bits && { bits }) }).damaged).toEqual([]);
  });
  expect(left).toEqual([]);
});
