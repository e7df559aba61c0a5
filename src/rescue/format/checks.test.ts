// What only somebody could make who has the vault's keys: the page's reader believes none of it.
import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derive, hmac } from '../crypto/primitives.ts';
import { attachmentPieces } from './attachment.ts';
import { Head } from './head.ts';
import { Manifest } from './manifest.ts';
import type { Json } from './shape.ts';
import { Damaged } from './trouble.ts';

const vault = '0123456789abcdef'.repeat(2);
const key = Buffer.alloc(32, 5);
const ring = [{ term: 1, key: key.toString('base64url') }];
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function sealed(under: Uint8Array, plain: Uint8Array, aad = '', nonce = Buffer.alloc(12)): Buffer {
  const cipher = createCipheriv('aes-256-gcm', under, nonce).setAAD(Buffer.from(aad));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function headOver(objects: ReadonlyMap<string, Uint8Array>, json: Json): Head {
  const header = Buffer.from(JSON.stringify({ format: 1, vault, slots: [] }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  const bytes = Buffer.concat([Buffer.from('HOLDFAST'), length, header, Buffer.alloc(28)]);
  const manifest = new Manifest({ revision: 1, bytes: Buffer.concat([bytes, sha256(bytes)]) });
  const source = { size: 0, manifests: async () => [], read: async (id: string) => objects.get(id) };
  return new Head(source, manifest, { ring, ...json });
}

describe('an index page', () => {
  const id = 'a'.repeat(32);
  const read = async (count: number) => {
    const page = Buffer.from(JSON.stringify({ entries: [{ path: 'a' }, { path: 'b' }] }));
    const aad = `holdfast/1/object\n${vault}\npage\n${id}\n1`;
    const own = sealed(await derive(key, vault, 'object/page'), page, aad);
    const objects = new Map([[id, Buffer.concat([Buffer.alloc(12), own])]]);
    const paths: unknown[] = [];
    let lost = 0;
    const head = headOver(objects, { pages: [['', id, 1, count]] });
    for await (const entry of head.entries(() => lost++)) paths.push(entry['path']);
    return { paths, lost };
  };

  it('is read where it has as many entries as the head says', async () => {
    expect(await read(2)).toEqual({ paths: ['a', 'b'], lost: 0 });
  });

  it('is damaged where it has another number of them', async () => {
    for (const count of [1, 3]) expect(await read(count)).toEqual({ paths: [], lost: 1 });
  });
});

describe('a long file', () => {
  const bytes = Buffer.alloc(1_048_576 + 1_000, 'long');
  const parts = [bytes.subarray(0, 1_048_576), Buffer.alloc(32_768)];
  bytes.copy(parts[1] ?? Buffer.alloc(0), 0, 1_048_576);

  /** What is given of it before it is found out. */
  async function given(digest: Uint8Array, cut = 0): Promise<unknown[]> {
    const ids = await derive(key, vault, 'attachment/id');
    const under = await derive(key, vault, 'object/attachment');
    const objects = new Map<string, Uint8Array>();
    for (const [i, part] of parts.entries()) {
      const id = Buffer.from(await hmac('SHA-256', ids, Buffer.from(`${i}`))).toString('hex', 0, 16);
      const nonce = Buffer.alloc(12);
      nonce.writeUInt32BE(i, 7);
      nonce[11] = i === parts.length - 1 ? 1 : 0;
      objects.set(id, sealed(under, part.subarray(cut), '', nonce));
    }
    const stored = {
      key: key.toString('base64url'),
      size: bytes.length,
      digest: Buffer.from(digest).toString('hex'),
    };
    const found: unknown[] = [];
    try {
      for await (const piece of attachmentPieces(headOver(objects, {}), stored)) found.push(piece.length);
    } catch (error) {
      expect(error).toBeInstanceOf(Damaged);
      found.push('damaged');
    }
    return found;
  }

  it('is given whole where its digest fits', async () => {
    expect(await given(sha256(bytes))).toEqual([1_048_576, 1_000]);
  });

  it('never ends as if it were whole where its digest is another', async () => {
    expect(await given(sha256(Buffer.from('other')))).toEqual([1_048_576, 'damaged']);
  });

  it('is damaged where a part was sealed shorter', async () => {
    expect(await given(sha256(bytes), 1)).toEqual(['damaged']);
  });
});
