import { derive } from '../../crypto/derive.ts';
import { padmeLength } from '../../crypto/padding.ts';
import { exportedKey } from '../../crypto/primitives.ts';
import { sealChunks } from '../../crypto/stream.ts';
import { chunksOfFile } from '../format/attachment.ts';
import { hashOf } from './print.ts';

/** The lines of docs/format.md, 19: keys and objects of a file of the letter `a`. */
export function* exampleChunks(vault: string, key: string, size: number): Generator<string> {
  const bytes = Buffer.from(key, 'base64url');
  const keyOf = (label: 'object/attachment' | 'attachment/id') =>
    derive(bytes, Buffer.from(vault, 'hex'), label);
  const sealing = keyOf('object/attachment');
  const hex = (one: Uint8Array) => Buffer.from(one).toString('hex');
  yield `    derive(key, "attachment/id")       ${hex(exportedKey(keyOf('attachment/id')))}`;
  yield `    derive(key, "object/attachment")   ${hex(exportedKey(sealing))}`;
  const padded = Buffer.alloc(padmeLength(size));
  padded.fill('a', 0, size);
  const sealed = [...sealChunks(sealing, padded)];
  for (const { id, chunk } of chunksOfFile(vault, { key, size, digest: '' })) {
    const object = sealed[chunk.index] as Uint8Array;
    yield `    id of chunk ${chunk.index}                      ${id}`;
    yield `    its bytes, tag, SHA-256 of both    ${object.length}, ${hex(object.subarray(-16))},`;
    yield `                                       ${hashOf(object)}`;
  }
}
