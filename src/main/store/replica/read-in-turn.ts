import type { ObjectId } from '../../../shared/brand.ts';

type Source = (ids: readonly ObjectId[]) => Promise<readonly (Uint8Array | undefined)[]>;

/** Reads objects where they are found first; the last source has all of them, or fails. */
export async function readInTurn(
  ids: readonly ObjectId[],
  sources: readonly Source[],
): Promise<Uint8Array[]> {
  const [first, ...rest] = sources;
  if (first === undefined) return [];
  const found = [...(await first(ids))];
  const missing = found.flatMap((bytes, at) => (bytes === undefined ? [at] : []));
  if (missing.length === 0) return found as Uint8Array[];
  const more = await readInTurn(
    missing.map((at) => ids[at] as ObjectId),
    rest,
  );
  for (const [n, at] of missing.entries()) found[at] = more[n];
  return found as Uint8Array[];
}
