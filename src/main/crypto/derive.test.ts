import { describe, expect, it } from 'vitest';
import { derive, type Label } from './derive.ts';
import { hkdfSha256, secretKey } from './primitives.ts';

// A record, unlike a list, does not compile when a label is forgotten.
const every: Record<Label, true> = {
  head: true,
  'slot/seed': true,
  'slot/psk': true,
  'slot/wrap': true,
  'slot/key-file': true,
  'slot/security-key': true,
  'answer/psk': true,
  'object/page': true,
  'object/version': true,
  'object/attachment': true,
  'object/policy': true,
  'object/client': true,
  'object/audit': true,
  'object/draft': true,
  'object/garbage': true,
  'attachment/id': true,
  'quick-unlock': true,
  address: true,
};
const labels = Object.keys(every) as Label[];
const root = new Uint8Array(32).fill(1);
const vault = new Uint8Array(16).fill(2);
const hex = (key: ReturnType<typeof derive>): string => key.export().toString('hex');

describe('derive', () => {
  it('is HKDF-SHA-256 with the vault id as salt and the label in the info', () => {
    for (const label of labels) {
      const expected = hkdfSha256(root, vault, new TextEncoder().encode(`holdfast/1/${label}`), 32);
      expect(hex(derive(root, vault, label))).toBe(Buffer.from(expected).toString('hex'));
    }
  });

  it('gives the same from bytes and from a key', () => {
    expect(hex(derive(secretKey(root), vault, 'head'))).toBe(hex(derive(root, vault, 'head')));
  });

  it('gives a key of its own to each label, vault and root key', () => {
    const other = new Uint8Array(16).fill(3);
    const keys = labels.flatMap((label) => [
      hex(derive(root, vault, label)),
      hex(derive(root, other, label)),
      hex(derive(new Uint8Array(32), vault, label)),
    ]);
    expect(new Set(keys).size).toBe(3 * labels.length);
  });

  it('leaves its input as it was', () => {
    derive(root, vault, 'head');
    expect(root).toEqual(new Uint8Array(32).fill(1));
  });

  it('takes no vault id of another length', () => {
    expect(() => derive(root, new Uint8Array(15), 'head')).toThrow(RangeError);
  });
});
