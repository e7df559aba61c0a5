import type { ObjectId } from '../../../shared/brand.ts';
import { derive } from '../../crypto/derive.ts';
import { Keyring } from '../format/keyring.ts';
import { noAudit } from '../format/lines.ts';
import { sealManifest } from '../format/manifest.ts';
import { pageText } from '../format/page.ts';
import { versionText } from '../format/shapes.ts';
import { headText } from '../format/snapshot.ts';
import { hexLines } from './print.ts';

/** The bytes of docs/format.md, 12: fixed keys and nonces in, one vault of one secret out. */
export interface WorkedExample {
  readonly rootKey: Uint8Array;
  readonly version: Uint8Array;
  readonly page: Uint8Array;
  readonly manifest: Uint8Array;
  readonly bits: string;
}

const vault = '000102030405060708090a0b0c0d0e0f';
const time = 1_700_000_000_000;
const filled = (byte: number, length: number) => new Uint8Array(length).fill(byte);

export function workedExample(): WorkedExample {
  const rootKey = filled(0x11, 32);
  // The address key is 32 bytes of 22, the data key 32 bytes of 33.
  const bytes = [filled(0x22, 32), filled(0x33, 32)];
  const keys = Keyring.make(vault, time, () => bytes.shift() ?? filled(0, 32));
  const versionRef = { id: 'a0'.repeat(16) as ObjectId, term: 1 };
  const pageRef = { id: 'b0'.repeat(16) as ObjectId, term: 1 };
  const fields = [
    { name: 'user', type: 'text', value: 'app' },
    { name: 'password', type: 'secret', value: 's3cret' },
  ] as const;
  const path = 'prod/db/orders';
  const page = pageText(
    new Map([
      [
        path,
        {
          path,
          created: time,
          updated: time,
          newest: 1,
          tags: [],
          custom: [],
          versions: [{ n: 1, created: time, ref: versionRef }],
          indexed: 1,
          fields: [
            { name: 'user', type: 'text', value: 'app' },
            { name: 'password', type: 'secret' },
          ],
        },
      ],
    ]),
  );
  const version = keys.seal('version', versionRef, versionText(fields), filled(0x44, 12));
  const sealedPage = keys.seal('page', pageRef, page, filled(0x55, 12));
  const head = headText({
    keys,
    pages: new Map([['', { bits: '', ref: pageRef, entries: 1 }]]),
    head: {
      policies: null,
      clients: null,
      audit: noAudit,
      settings: [],
      garbage: { count: 0, swept: time, candidates: null },
      updated: time,
    },
  });
  const header = { format: 1, vault, created: time, slots: [] } as const;
  const manifest = sealManifest(
    derive(rootKey, Buffer.from(vault, 'hex'), 'head'),
    header,
    1,
    head,
    filled(0x66, 12),
  );
  return { rootKey, version, page: sealedPage, manifest, bits: keys.bits(path) };
}

/** The example as docs/format.md prints it. */
export function exampleText({ rootKey, version, page, manifest, bits }: WorkedExample): string {
  return [
    'Vault id 000102030405060708090a0b0c0d0e0f, created 1700000000000, no key slots; root key:',
    '',
    hexLines(rootKey),
    '',
    'Address key 32 bytes of 22, data key (term 1) 32 bytes of 33. One secret `prod/db/orders`, whose address starts with these bits:',
    '',
    `    ${bits}`,
    '',
    'Version object a0a0… with fields `user` (text) `app` and `password` (secret) `s3cret`, nonce 12 bytes of 44:',
    '',
    hexLines(version),
    '',
    'Page object b0b0… with bits "", nonce 12 bytes of 55:',
    '',
    hexLines(page),
    '',
    'Manifest of revision 1, no uses counted yet, head sealed with nonce 12 bytes of 66:',
    '',
    hexLines(manifest),
    '',
  ].join('\n');
}
