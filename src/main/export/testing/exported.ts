import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentText } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { createVault } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';

export const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };

/** Bytes of a long file that are no text. */
export const longBytes = Buffer.from(Array.from({ length: 3 * 70_001 }, (_, i) => (i * 7919) % 251));
export const longValue = attachmentText({
  size: longBytes.length,
  digest: createHash('sha256').update(longBytes).digest('hex'),
});

export const otpText =
  'otpauth://totp/ACME:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME&algorithm=SHA1&digits=6&period=30';

const text = (name: string, value: string): Field => ({ name, type: 'text', value });
const hidden = (name: string, value: string): Field => ({ name, type: 'secret', value });

/** A folder with an empty vault in it. */
export async function vaultInFolder(): Promise<{
  folder: string;
  vault: Vault;
  remove: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-export-'));
  const vault = await createVault({ location: join(folder, 'a.holdfast') }, { passphrase: 'one', kdf });
  const remove = async () => {
    await vault.lock();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, vault, remove };
}

/** Secrets with all that a secret may have: versions, files, codes, rules, tags, deletions. */
export async function fill({ secrets }: Vault): Promise<void> {
  await secrets.put('web/Müller & Söhne <shop>', [
    text('username', 'anna'),
    hidden('password', '=cmd|" /C calc"'),
    { name: 'url', type: 'url', value: 'https://shop.example/?a=1&b=2' },
  ]);
  await secrets.put(
    'web/Müller & Söhne <shop>',
    [
      text('username', 'anna'),
      hidden('password', 'p\u{1f511}, "quoted"\nsecond line'),
      { name: 'url', type: 'url', value: 'https://shop.example/?a=1&b=2' },
      { name: 'admin', type: 'url', value: 'https://shop.example/admin' },
      { name: 'code', type: 'otp', value: otpText },
      { name: 'notes', type: 'note', value: 'line one\nline two' },
      hidden('pin', '0042'),
    ],
    { tags: ['shop', 'family'] },
  );
  await secrets.put(
    'files/key',
    [
      { name: 'small.bin', type: 'file', value: Buffer.from([0, 1, 2, 255]).toString('base64') },
      { name: 'long.bin', type: 'attachment', value: longValue },
    ],
    {
      files: new Map([
        [
          longValue,
          async function* () {
            yield longBytes;
          },
        ],
      ]),
    },
  );
  await secrets.updateMetadata('files/key', { maxVersions: 3, set: [['owner', 'ops']] });
  await secrets.put('prod/db/orders', [text('user', 'app'), hidden('password', 'one')]);
  await secrets.put('prod/db/orders', [text('user', 'app'), hidden('password', 'two')]);
  await secrets.put('prod/db/orders', [text('user', 'app'), hidden('password', 'three')]);
  await secrets.destroy('prod/db/orders', [1]);
  await secrets.put('old/gone', [hidden('password', 'was here')]);
  await secrets.delete('old/gone');
  await secrets.put('top', [hidden('value', "it's")]);
}
