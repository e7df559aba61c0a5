import { fileBytes, sourceOf } from '../../src/main/backend/testing/statements/attachments.ts';
import type { Vault } from '../../src/main/vault/vault.ts';

export const hostile = '<img src=x onerror=alert(1)>';

export const password = (value: string) => [{ name: 'password', type: 'secret' as const, value }];

/** What a rescue page is to show: earlier versions, a code, a file, and names that would be markup. */
export async function fillForRescue(vault: Vault, fileSize: number): Promise<void> {
  await vault.secrets.put('prod/db/orders', password('old'));
  await vault.secrets.put('prod/db/orders', password('s3cret'), { tags: ['database'] });
  await vault.secrets.put(`prod/${hostile}`, [
    { name: hostile, type: 'note', value: `${hostile}\n</script>` },
  ]);
  await vault.secrets.put('mail', [
    { name: 'code', type: 'otp', value: 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
  ]);
  const fields = [{ name: 'scan.bin', type: 'attachment' as const, value: 'f' }];
  const files = new Map([['f', sourceOf(fileBytes(fileSize))]]);
  await vault.secrets.apply([{ op: 'store', path: 'papers', fields, files }]);
}
