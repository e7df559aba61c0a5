// The examples of docs/format.md, 4 and 15: made by the code that makes slots and new root keys,
// and gone through by a reader that uses nothing of it.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ObjectId } from '../../shared/brand.ts';
import { recoveryExample } from '../recovery/testing/recovery-example.ts';
import { SqliteStore } from '../store/sqlite.ts';
import { storeKeys } from '../vault/keys.ts';
import { EncryptedBackend } from './encrypted.ts';
import { parseManifest } from './format/manifest.ts';
import { createStore } from './initialize.ts';
import {
  IndependentReader,
  openSlot,
  rewrapSlot,
  type Slot,
  type StoredHead,
} from './testing/independent-reader.ts';
import { printedAfter } from './testing/print.ts';
import { recipientExampleText } from './testing/recipient-example.ts';
import { headings, type RekeyExample, rekeyExampleText } from './testing/rekey-example.ts';
import { scratchFolder } from './testing/vaults.ts';

const time = 1_700_000_000_000;
const vault = '000102030405060708090a0b0c0d0e0f';
const filled = (byte: number, length = 32) => Buffer.alloc(length, byte);

// In the order in which they are asked for: address and data key of the vault, then root key,
// token, address and data key of the next.
const keys = vi.hoisted(() => ({ left: [0x22, 0x33, 0x12, 0x45, 0x23, 0x34] }));
vi.mock(import('../crypto/primitives.ts'), async (original) => {
  // Ids are drawn 256 at a time, nonces 64 at a time.
  const random = (length: number): Uint8Array => {
    if (length === 32) return new Uint8Array(32).fill(keys.left.shift() ?? 0);
    if (length === 16 * 256) return new Uint8Array(length).map((_, at) => 0xa0 + Math.floor(at / 16));
    return new Uint8Array(length).fill(0x5a);
  };
  return { ...(await original()), random, randomKey: () => random(32) };
});
vi.mock(import('../crypto/xwing.ts'), async (original) => {
  const xwing = await original();
  return {
    ...xwing,
    encapsulate: (key, random = new Uint8Array(64).fill(0xbb)) => xwing.encapsulate(key, random),
  };
});

const page = fs.readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');

/** What `storeKeys` and a `put` before it leave in a file. */
async function rekeyed(): Promise<RekeyExample> {
  const folder = scratchFolder({ fast: true });
  const location = path.join(folder, 'a.holdfast');
  const now = () => time;
  const { slot, psk, rootKey } = await recoveryExample();
  const settings = [['recipients', JSON.stringify({ [slot.id]: psk })]] as const;
  await createStore({ location, now }, { id: vault, slots: [slot], rootKey, settings });
  const store = await SqliteStore.open(location);
  const backend = new EncryptedBackend(store, rootKey, now);
  try {
    await backend.initialize();
    const fields = [
      { name: 'user', type: 'text' as const, value: 'app' },
      { name: 'password', type: 'secret' as const, value: 's3cret' },
    ];
    await backend.write([{ op: 'store', path: 'prod/db/orders', fields }]);
    const manifest = async () => Buffer.from((await store.latestManifest())?.bytes ?? []);
    const before = JSON.stringify((await opened(await manifest(), 2, filled(0x11))).head);
    await storeKeys(backend, vault, { from: [slot], slots: [slot], audit: [], renew: true });
    const bytes = await manifest();
    const [next] = parseManifest(bytes).header.slots as unknown as [Slot];
    const ids = ['a0'.repeat(16), 'a2'.repeat(16)] as ObjectId[];
    const [version, sealedPage] = await store.readObjects(ids);
    return {
      before,
      after: JSON.stringify((await opened(bytes, 3, filled(0x12))).head),
      encapsulated: next.encapsulated,
      wrapped: next.wrapped,
      version: version as Uint8Array,
      page: sealedPage as Uint8Array,
      sealedHead: parseManifest(bytes).sealedHead,
      checksum: bytes.subarray(-32),
    };
  } finally {
    await backend.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function opened(manifest: Buffer, revision: number, rootKey: Buffer, objects = new Map<string, Buffer>()) {
  return IndependentReader.read(objects, revision, manifest, async () => rootKey);
}

/** The slot of section 13, as the page prints it. */
function printedSlot(): Slot {
  const words = 'The slot, with 64 bytes of AA where X-Wing asks for random bytes, and nonce 12 bytes of 99:';
  return JSON.parse(printedAfter(page, words)) as Slot;
}

describe('the example of a recipient', () => {
  it('is what the code makes', async () => {
    expect(page).toContain(await recipientExampleText());
  });

  it('is what an independent reader comes by, from the slot and the secret on the page', () => {
    const steps = openSlot(printedSlot(), vault, filled(0x77));
    for (const [name, value] of Object.entries({
      K: filled(0x77),
      seed: steps.seed,
      psk: steps.psk,
      S: steps.shared,
      W: steps.key,
    }))
      expect(page).toContain(`    ${name.padEnd(13)}${value.toString('hex')}\n`);
    expect(page).toContain(steps.aad.replaceAll(/^/gm, '    '));
    expect(steps.rootKey).toEqual(filled(0x11));
    const inputs = {
      rootKey: filled(0x11),
      psk: steps.psk,
      random: filled(0xaa, 64),
      nonce: filled(0x99, 12),
    };
    expect(rewrapSlot(printedSlot(), vault, inputs)).toEqual(printedSlot());
  });
});

describe('the example of another root key', () => {
  let example: RekeyExample;
  beforeAll(async () => {
    example = await rekeyed();
  });

  it('is what the code makes', () => {
    expect(keys.left).toEqual([]);
    expect(page).toContain(rekeyExampleText(example));
  });

  it('is wrapped by an independent writer with the psk of the head before', () => {
    const before = JSON.parse(printedAfter(page, headings.before)) as StoredHead;
    const psks = JSON.parse(new Map(before.settings).get('recipients') ?? '') as Record<string, string>;
    const slot = printedSlot();
    const psk = Buffer.from(psks[slot.id] ?? '', 'base64url');
    const inputs = { rootKey: filled(0x12), psk, random: filled(0xbb, 64), nonce: filled(0x5a, 12) };
    expect(rewrapSlot(slot, vault, inputs)).toEqual(nextSlot());
  });

  it('is opened by an independent reader with the secret of the slot', async () => {
    const objects = new Map(
      (['version', 'page'] as const).map((one, at) => [
        (at === 0 ? 'a0' : 'a2').repeat(16),
        Buffer.from(printedAfter(page, headings[one]), 'hex'),
      ]),
    );
    const reader = await IndependentReader.read(objects, 3, printedManifest(), async ([slot], id) => {
      return openSlot(slot as Slot, id, filled(0x77)).rootKey;
    });
    expect(reader.get('prod/db/orders')).toEqual([
      ['user', 'text', 'app'],
      ['password', 'secret', 's3cret'],
    ]);
    expect(JSON.stringify(reader.head)).toBe(printedAfter(page, headings.after));
    expect(reader.head.ring.map(({ term, key }) => [term, key])).toEqual([
      [1, filled(0x33).toString('base64url')],
      [2, filled(0x34).toString('base64url')],
    ]);
    expect(reader.head.renewal).toEqual({ term: 2 });
    expect(reader.head.garbage.candidates).toBeNull();
    expect(reader.entry('prod/db/orders')?.versions.map(({ term }) => term)).toEqual([1]);
    await expect(opened(printedManifest(), 3, filled(0x11))).rejects.toThrow();
  });
});

function nextSlot(): Slot {
  const [encapsulated, wrapped] = [headings.encapsulated, headings.wrapped].map((one) =>
    printedAfter(page, one),
  );
  return { ...printedSlot(), encapsulated: encapsulated ?? '', wrapped: wrapped ?? '' };
}

/** Section 3, put together from what the page prints. */
function printedManifest(): Buffer {
  const header = Buffer.from(JSON.stringify({ format: 1, vault, created: time, slots: [nextSlot()] }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  const sealed = Buffer.from(printedAfter(page, headings.sealed), 'hex');
  const body = Buffer.concat([Buffer.from('HOLDFAST'), length, header, sealed]);
  const checksum = createHash('sha256').update(body).digest();
  expect(checksum.toString('hex')).toBe(printedAfter(page, headings.checksum));
  return Buffer.concat([body, checksum]);
}
