import { expect, it } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { readInBatches } from './read-batches.ts';
import type { ObjectStore } from './store.ts';

/** The batches in which objects of these sizes come. */
async function lotsOf(sizes: readonly number[]): Promise<number[][]> {
  const ids = sizes.map((_, at) => String(at) as ObjectId);
  const readObjects = async (some: readonly ObjectId[]) =>
    some.map((id) => new Uint8Array(sizes[Number(id)] ?? 0));
  const batches: number[][] = [];
  const seen: ObjectId[] = [];
  for await (const { ids: some, bytes } of readInBatches({ readObjects } as unknown as ObjectStore, ids)) {
    seen.push(...some);
    batches.push(bytes.map(({ length }) => length));
  }
  expect(seen).toEqual(ids);
  return batches;
}

it('reads many small objects in one go, and few large ones', async () => {
  const small = await lotsOf(Array(200).fill(300));
  expect(small.map(({ length }) => length)).toEqual([64, 64, 64, 8]);
  const large = await lotsOf([...Array(64).fill(300), ...Array(70).fill(1024 ** 2), 1]);
  expect(large.map(({ length }) => length)).toEqual([64, 64, 4, 3]);
  expect(await lotsOf([])).toEqual([]);
  expect(await lotsOf([0, 9 * 1024 ** 2])).toHaveLength(1);
});
