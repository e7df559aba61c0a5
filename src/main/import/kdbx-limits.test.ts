import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { limits } from '../../shared/secret.ts';
import { attachmentsOf } from './kdbx-attachments.ts';
import { readHeader } from './kdbx-header.ts';
import { inflate } from './kdbx-payload.ts';
import { readXml } from './xml.ts';

const refused = (reason: string, part: string) => ({ code: 'import-refused', reason, part });

test('content is inflated up to its limit and no further', async () => {
  const bomb = gzipSync(new Uint8Array(2 * 1024 ** 2));
  expect(await inflate(bomb)).toHaveLength(2 * 1024 ** 2);
  expect(await inflate(bomb, 1024 ** 2).catch(failureOf)).toEqual(refused('too-large', 'compressed-content'));
  expect(await inflate(bomb.subarray(0, 500)).catch(failureOf)).toEqual(
    refused('malformed', 'compressed-content'),
  );
});

test('a compressed attachment is inflated as far as a secret holds it', () => {
  const inline = (size: number) => {
    const value = gzipSync(new Uint8Array(size)).toString('base64');
    return attachmentsOf([], undefined).inline(readXml(`<Value Compressed="True">${value}</Value>`));
  };
  const largest = (limits.version / 4) * 3;
  expect(inline(1_000)).toHaveLength(1_000);
  expect(inline(largest + 1)).toBeUndefined();
});

/** The file with one more value in the dictionary of its key derivation. */
function withParameter(name: string): Uint8Array {
  const bytes = readFileSync(join(import.meta.dirname, 'testdata/Argon2id.kdbx'));
  for (let at = 12; bytes[at] !== 0; at += 5 + bytes.readUInt32LE(at + 1)) {
    if (bytes[at] !== 11) continue;
    const added = Buffer.from([0x42, 1, 0, 0, 0, name.charCodeAt(0), 1, 0, 0, 0, 7]);
    const changed = Buffer.concat([bytes.subarray(0, at + 7), added, bytes.subarray(at + 7)]);
    changed.writeUInt32LE(bytes.readUInt32LE(at + 1) + added.length, at + 1);
    return changed;
  }
  throw new Error('no key derivation');
}

test.each(['K', 'A'])(
  'a key derivation with a secret or data of its own (%s) is refused, not tried without',
  (name) => {
    let failure: unknown;
    try {
      readHeader(withParameter(name));
    } catch (error) {
      failure = failureOf(error);
    }
    expect(failure).toEqual(refused('unknown-scheme', 'kdf'));
    expect(() => readHeader(withParameter('Z'))).not.toThrow();
  },
);
