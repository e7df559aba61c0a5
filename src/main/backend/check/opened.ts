import { open } from '../../crypto/seal.ts';
import { idLength } from '../../store/id-table.ts';
import { aadForm } from '../format/object-aad.ts';
import type { ReadingKeys } from '../format/object-kind.ts';

/** Objects to be examined, in one piece of memory, and the term that each was sealed under. */
export interface Batch {
  /** 16 bytes to an id. */
  readonly ids: Uint8Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  readonly bytes: Uint8Array;
  readonly terms: Uint32Array;
}

/** Each object, opened; `undefined` where it does not authenticate. */
export function* opened(
  keys: ReadingKeys,
  kind: 'page' | 'version',
  { ids, starts, lengths, bytes, terms }: Batch,
): Generator<readonly [place: number, plain: Uint8Array | undefined]> {
  const hex = Buffer.from(Buffer.from(ids.buffer, ids.byteOffset, ids.length).toString('hex'), 'latin1');
  const forms = new Map(
    [...keys[kind]].map(([term, key]) => [term, { key, ...aadForm(keys.vault, kind, term) }]),
  );
  for (let place = 0; place < terms.length; place++) {
    const start = starts[place] ?? 0;
    const sealed = bytes.subarray(start, start + (lengths[place] ?? 0));
    const form = forms.get(terms[place] ?? 0);
    form?.aad.set(hex.subarray(2 * idLength * place, 2 * idLength * (place + 1)), form.idAt);
    yield [place, form && open(form.key, form.aad, sealed)];
  }
}
