import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { secretKey, sha256 } from '../../crypto/primitives.ts';
import { unwipedAfter } from '../../crypto/testing/secrets.ts';
import type { KeySlot } from '../../keyslots/slot.ts';
import type { Head, Header } from './head-shape.ts';
import { Keyring } from './keyring.ts';
import { noAudit } from './lines.ts';
import { buildManifest, headerBytesOf, openHead, parseManifest, sealManifest } from './manifest.ts';
import { headText, readSnapshot } from './snapshot.ts';

const key = secretKey(new Uint8Array(32).fill(7));
const vault = 'a1'.repeat(16);
const header: Header = { format: 1, vault, created: 1, slots: [] };
const slot = (n: number): KeySlot =>
  ({ id: n.toString(16).padStart(32, '0'), kind: 'moonbeam' }) as unknown as KeySlot;

function head(more: object = {}): string {
  const none = { policies: null, clients: null, audit: noAudit, settings: [], updated: 1 };
  const garbage = { count: 0, swept: 0, candidates: null };
  const whole: Head = { ...Keyring.make(vault, 1).export(), pages: [], ...none, garbage };
  return JSON.stringify({ ...whole, ...more });
}

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return failureOf(error) ?? error;
  }
  return 'taken';
}

const damaged = { code: 'damaged', part: 'manifest' };

describe('a manifest', () => {
  it('opens under its key and revision, and under no other', () => {
    const parts = parseManifest(sealManifest(key, header, 5, head()));
    expect(openHead(key, parts, 5).updated).toBe(1);
    for (const [other, revision] of [
      [key, 4],
      [key, 6],
      [secretKey(new Uint8Array(32)), 5],
    ] as const)
      expect(failure(() => openHead(other, parts, revision))).toEqual({ code: 'wrong-key' });
  });

  it('takes 64 key slots and refuses one more', () => {
    const slots = Array.from({ length: 64 }, (_, n) => slot(n));
    const bytes = (some: KeySlot[]) => sealManifest(key, { ...header, slots: some }, 1, head());
    expect(parseManifest(bytes(slots)).header.slots).toHaveLength(64);
    expect(failure(() => parseManifest(bytes([...slots, slot(64)])))).toEqual(damaged);
  });

  it('takes a header of 1 MiB and refuses one byte more', () => {
    const whole = 1024 * 1024;
    const bare = headerBytesOf({ ...header, pad: '' } as Header).length;
    const long = (length: number) =>
      buildManifest(
        headerBytesOf({ ...header, pad: 'x'.repeat(length - bare) } as Header),
        new Uint8Array(40),
      );
    expect(parseManifest(long(whole)).headerBytes).toHaveLength(whole);
    expect(failure(() => parseManifest(long(whole + 1)))).toEqual(damaged);
  });

  it('is damaged where its length, its beginning, its hash or its header is not what was written', () => {
    const bytes = sealManifest(key, header, 1, head());
    expect(failure(() => parseManifest(bytes.subarray(0, 43)))).toEqual(damaged);
    expect(failure(() => parseManifest(new Uint8Array(0)))).toEqual(damaged);
    for (const at of [0, 8, 12, 20, bytes.length - 1]) {
      const other = Uint8Array.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(
        failure(() => parseManifest(other)),
        `byte ${at}`,
      ).toEqual(damaged);
    }
    const body = Buffer.from(bytes.subarray(0, -32));
    body.write('HOLDFAST'.toLowerCase(), 'latin1');
    expect(failure(() => parseManifest(Buffer.concat([body, sha256(body)])))).toEqual(damaged);
    for (const wrong of [
      { vault: 'A1'.repeat(16) },
      { vault: `${vault}0` },
      { vault: `x${vault}` },
      { created: 'x' },
      { slots: 1 },
    ])
      expect(
        failure(() =>
          parseManifest(
            buildManifest(Buffer.from(JSON.stringify({ ...header, ...wrong })), new Uint8Array(40)),
          ),
        ),
      ).toEqual(damaged);
  });

  it('says so where a later build wrote it', () => {
    const later = buildManifest(Buffer.from(JSON.stringify({ ...header, format: 2 })), new Uint8Array(40));
    expect(failure(() => parseManifest(later))).toEqual({ code: 'newer-format', found: 2, supported: 1 });
  });

  it('keeps members of header and head that a later build adds', () => {
    const later = { ...header, hint: 'later' } as Header;
    const parts = parseManifest(sealManifest(key, later, 1, head({ later: ['kept'] })));
    expect(parts.header).toMatchObject({ hint: 'later' });
    expect(JSON.parse(Buffer.from(headerBytesOf(parts.header)).toString())).toEqual(later);
    const snapshot = readSnapshot(key, {
      revision: 1,
      bytes: sealManifest(key, later, 1, head({ later: ['kept'] })),
    });
    expect(JSON.parse(headText(snapshot))).toMatchObject({ later: ['kept'] });
  });

  it('is a damaged head where what was sealed is no head', async () => {
    for (const [wrong, what] of [
      [{ pages: 1 }, 'head'],
      [{ ring: [{ term: -1, key: '', created: 0, uses: 0 }] }, 'head'],
      [{ policies: ['x', 1] }, 'head'],
      [{ drafts: [{ term: 7, key: 'short' }] }, 'head'],
      [{ drafts: [{ term: 1, key: 'A'.repeat(43) }] }, 'head'],
      [{ renewal: { term: 2 } }, 'head'],
      [{ policies: ['a1'.repeat(17), 1] }, 'head'],
    ] as const) {
      const parts = parseManifest(sealManifest(key, header, 1, head(wrong)));
      expect(failure(() => openHead(key, parts, 1))).toEqual({ code: 'damaged', part: what });
    }
    const none = parseManifest(sealManifest(key, header, 1, 'no json'));
    expect(failure(() => openHead(key, none, 1))).toMatchObject({ code: 'damaged', part: 'head' });
    expect(await unwipedAfter(() => failure(() => openHead(key, none, 1)))).toEqual([]);
  });
});
